//! Rebuilds when the embedded corpus changes: `include_dir!` alone cannot tell cargo that.

fn main() {
    for tree in ["laws", "standards"] {
        println!("cargo:rerun-if-changed={tree}");
    }
}
