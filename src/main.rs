//! The `sutura` program: starts the command line.

/// Memory is overwritten when it is given back: what a person typed into the form without JavaScript must not linger
/// in freed buffers (protocol 4.6).
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> std::process::ExitCode {
    sutura::cli::main()
}
