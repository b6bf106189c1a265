//! Wiping the stack. Ciphers leave blocks of plaintext in the stack frames that they used. The allocator wipes the heap
//! (main.rs); this wipes the stack, so that a minute later the text is in no page of the process (protocol 4.6).

use zeroize::Zeroize as _;

/// Bytes: more than the frames of encryption and decryption take in any build.
const DEEP: usize = 64 * 1024;

/// Overwrites the stack below the caller, where the functions that it called before have left their frames.
#[inline(never)]
pub fn stack() {
    let mut area = [0u8; DEEP];
    area.zeroize();
    std::hint::black_box(&area);
}
