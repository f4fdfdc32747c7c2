//! What a person types and sees. `TRYCMD=overwrite cargo test --test cli` writes the screens anew: read them before committing.

#[test]
fn the_screens_are_as_they_were_read() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").case("README.md");
}
