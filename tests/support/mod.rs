//! What the example tests share: an example is YAML a lawyer can read; here it becomes a corpus.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use lacuna::corpus::{Corpus, Tree};
use lacuna::model::Class;
use serde_json::{Map, Value, json};

/// The example files of a folder under `tests/`, by name.
pub fn examples(folder: &str) -> Vec<(String, Value)> {
    // An author who is writing a requirement runs its pair alone, on a tree of files that is not the project's yet.
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let root = std::env::var_os("LACUNA_TESTS").map_or(own, PathBuf::from).join(folder);
    let only = std::env::var("LACUNA_ONLY").ok();
    let asked = |path: &PathBuf| {
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        only.as_ref().is_none_or(|only| only.split(',').any(|asked| asked == name))
    };
    let entries = std::fs::read_dir(&root).expect("the folder of examples").flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(asked).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("an example is text");
            let value = serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path.file_stem().expect("a name").to_string_lossy().into_owned(), value)
        })
        .collect()
}

/// A corpus of the bundled words and standards with the laws of an example, in places that are surveyed unless said otherwise.
pub fn corpus(example: &Value, standards: &BTreeMap<String, String>) -> Corpus {
    const OWN: &str = "standards/example.yaml";
    let mut tree = Tree::default();
    tree.files.extend(standards.get_key_value(OWN).map(|(path, text)| (path.clone(), text.clone())));
    let shared = standards.iter().filter(|(path, _)| *path != OWN).map(|(path, text)| (path.clone(), text.clone()));
    let base = base(shared.collect());
    let surveyed = example.get("surveyed").and_then(Value::as_bool).unwrap_or(true);
    tree.files.insert("laws/jurisdictions.yaml".to_owned(), places(surveyed));
    for law in example.get("laws").and_then(Value::as_array).into_iter().flatten() {
        let (id, text) = instrument(law);
        tree.files.insert(format!("laws/{id}.yaml"), text);
    }
    if let Some(institutions) = example.get("institutions") {
        let text = json!({ "institutions": institutions }).to_string();
        tree.files.insert("laws/punjab/institutions.yaml".to_owned(), text);
    }
    let (corpus, problems) = base.read_over(&tree);
    assert!(problems.is_empty(), "the example is not a corpus: {problems:#?}");
    corpus
}

/// Files by path.
type Files = BTreeMap<String, String>;

/// Words and standards, read once however many examples there are.
fn base(files: Files) -> Arc<Corpus> {
    static BASES: Mutex<Vec<(Files, Arc<Corpus>)>> = Mutex::new(Vec::new());
    let mut bases = BASES.lock().expect("no test has panicked here");
    if let Some((_, base)) = bases.iter().find(|(known, _)| *known == files) {
        return Arc::clone(base);
    }
    let mut tree = Tree { files: files.clone() };
    tree.files.insert("laws/jurisdictions.yaml".to_owned(), places(true));
    let base = Arc::new(Corpus::read(&tree).0);
    bases.push((files, Arc::clone(&base)));
    base
}

/// The bundled standards and words.
pub fn bundled_standards() -> BTreeMap<String, String> {
    tree().files.into_iter().filter(|(path, _)| path.starts_with("standards/")).collect()
}

/// The bundled files, or those of the folder in `LACUNA_CORPUS`.
fn tree() -> Tree {
    std::env::var_os("LACUNA_CORPUS").map_or_else(Tree::embedded, |root| Tree::of_folder(Path::new(&root)).0)
}

/// The topics of the bundled vocabulary.
fn topics() -> &'static [String] {
    static TOPICS: OnceLock<Vec<String>> = OnceLock::new();
    TOPICS.get_or_init(|| {
        let (corpus, _) = Corpus::read(&tree());
        corpus.words.of_class(Class::Topic).into_iter().map(|entry| entry.word.id().to_owned()).collect()
    })
}

fn places(surveyed: bool) -> String {
    let places: Vec<Value> = ["federal", "punjab", "sindh", "fata"]
        .iter()
        .map(|id| {
            let kind = if *id == "federal" { "federation" } else { "province" };
            let mut place = json!({ "id": id, "name": id, "kind": kind });
            if *id == "fata" {
                place["to"] = json!("2018-05-31");
                place["successor"] = json!("punjab");
            }
            place
        })
        .collect();
    let surveys: Vec<Value> = topics()
        .iter()
        .filter(|_| surveyed)
        .map(|topic| json!({ "in": ["punjab", "sindh"], "topic": topic, "basis": "example" }))
        .collect();
    json!({ "corpus": "example", "jurisdictions": places, "surveyed": surveys }).to_string()
}

/// An instrument with what the example leaves out filled in. JSON is YAML.
fn instrument(law: &Value) -> (String, String) {
    let mut law: Map<String, Value> = law.as_object().expect("a law is a map").clone();
    let id = law.remove("id").and_then(|id| id.as_str().map(str::to_owned)).expect("a law has an id");
    let enacted_by = id.split('/').next().unwrap_or("punjab").to_owned();
    let place = law.remove("in").unwrap_or(json!("punjab"));
    let from = law.remove("from").unwrap_or(json!("1990-01-01"));
    let mut put = |key: &str, value: Value| {
        law.entry(key.to_owned()).or_insert(value);
    };
    put("title", json!(id));
    put("kind", json!("act"));
    put("enacted_by", json!(enacted_by));
    put("passed", from.clone());
    put("extent", json!([{ "in": place, "from": from }]));
    for provision in law.get_mut("provisions").and_then(Value::as_array_mut).into_iter().flatten() {
        let provision = provision.as_object_mut().expect("a provision is a map");
        provision.entry("summary").or_insert(json!("example"));
        provision.entry("verified").or_insert(json!("recalled"));
    }
    (id, Value::Object(law).to_string())
}
