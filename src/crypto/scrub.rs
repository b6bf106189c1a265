//! Wiping the stack. Ciphers leave blocks of plaintext in the frames they used; the heap is wiped by the allocator
//! (main.rs), the stack is wiped here (protocol 4.6: a minute later the text is in no page of the process).

use zeroize::Zeroize as _;

/// More than the frames of encryption and decryption take, in any build.
const DEEP: usize = 64 * 1024;

/// Overwrites the stack below the caller: what the functions it called before have left there.
#[inline(never)]
pub fn stack() {
    let mut area = [0u8; DEEP];
    area.zeroize();
    std::hint::black_box(&area);
}
