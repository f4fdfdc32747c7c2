//! `lacuna schema` tells what a program may rely on, and the commands keep to it.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Output};

use jsonschema::Validator;
use lacuna::assess::Status;
use lacuna::corpus::Code;
use lacuna::model::{Kind, Level, RuleBody};
use lacuna::report::Contract;
use lacuna::search::Kind as HitKind;
use serde_json::{Map, Value, json};

use super::text;

const DAYS: [&str; 3] = ["2011-12-22", "2019-01-01", "2026-11-24"];
/// A bill that closes, opens, betters and weakens, and one that says nothing.
const BILLS: [&str; 8] = [
    "balochistan-school-punishment",
    "empty",
    "ict-family-exemption",
    "kp-child-marriage-restraint",
    "macr-14",
    "omit-ppc-89",
    "punjab-domestic-work",
    "worse-in-kp",
];

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lacuna")).args(arguments).output().expect("lacuna runs")
}

/// The schema of a command, as a person gets it.
fn schema(command: &str) -> Value {
    serde_json::from_str(&text(&["schema", command])).unwrap_or_else(|error| panic!("{command}: {error}"))
}

/// The commands that the help of a command names.
fn commands(of: &[&str]) -> Vec<String> {
    let help = text(&[of, &["--help"]].concat());
    let below = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = below.take_while(|line| line.starts_with("  "));
    let names = listed.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn every_command_that_takes_a_format_has_a_schema_and_no_other_has_one() {
    let takes = |of: &[&str]| text(&[of, &["--help"]].concat()).contains("--format");
    let with_format = commands(&[])
        .into_iter()
        .filter(|name| takes(&[name]) || commands(&[name]).iter().any(|below| takes(&[name, below])));
    let with_schema: Vec<&str> = Contract::ALL.iter().map(|contract| contract.command).collect();
    assert_eq!(with_format.collect::<Vec<_>>(), with_schema);
    let table = text(&["schema"]);
    assert!(with_schema.iter().all(|name| table.lines().any(|line| line.trim_start().starts_with(name))), "{table}");
}

#[test]
fn a_schema_is_sound_says_whose_it_is_and_tells_what_each_key_means() {
    for Contract { command, .. } in Contract::ALL {
        let schema = schema(command);
        jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{command}: {error}"));
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["$id"], format!("lacuna:{command}"));
        for key in ["title", "description"] {
            assert!(schema[key].as_str().is_some_and(|said| said.len() > 20), "{command}: {key}");
        }
        each_node("#", &schema, &mut |at, node| {
            for (key, own) in properties(node) {
                let said = own["description"].as_str().unwrap_or_default();
                assert!(said.ends_with(['.', ')']), "{command}: {at}: `{key}` is described as {said:?}");
            }
            if node.contains_key("properties") {
                assert_eq!(node["additionalProperties"], false, "{command}: {at} takes any key");
            } else if node.get("type") == Some(&json!("object")) {
                assert!(node["additionalProperties"].is_object(), "{command}: {at} does not say what its keys hold");
            }
            for required in node.get("required").and_then(Value::as_array).into_iter().flatten() {
                let named = required.as_str().is_some_and(|key| properties(node).any(|(own, _)| own == key));
                assert!(named, "{command}: {at} needs {required} and does not say what it is");
            }
        });
    }
}

#[test]
fn a_word_that_several_schemas_define_means_the_same_in_all() {
    let mut known: BTreeMap<String, (Value, &str)> = BTreeMap::new();
    for Contract { command, .. } in Contract::ALL {
        let schema = schema(command);
        let text = schema.to_string();
        for (name, own) in schema["$defs"].as_object().into_iter().flatten() {
            assert!(text.contains(&format!("\"#/$defs/{name}\"")), "{command}: nothing refers to {name}");
            let (first, whose) = known.entry(name.clone()).or_insert_with(|| (own.clone(), command));
            assert_eq!(first, own, "{name}: {whose} and {command}");
        }
    }
}

#[test]
fn a_closed_list_in_a_schema_is_the_closed_list_of_the_program() {
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    let check = schema("check");
    let problem = &check["properties"]["problems"]["items"]["properties"];
    assert_eq!(problem["code"]["enum"], json!(codes));
    let statuses = Status::ALL.map(Status::id);
    assert_eq!(schema("gaps")["$defs"]["status"]["enum"], json!(statuses));
    let levels = Level::ALL.map(|(_, id)| id);
    assert_eq!(schema("loopholes")["$defs"]["loophole"]["properties"]["level"]["enum"], json!(levels));
    let show = schema("show");
    assert_eq!(show["$defs"]["instrument_kind"]["enum"], json!(Kind::ALL.map(|(_, id)| id)));
    assert_eq!(show["$defs"]["rule_kind"]["enum"], json!(RuleBody::KINDS));
    let spaced = RuleBody::KINDS.map(|kind| kind.replace('_', " "));
    assert_eq!(schema("list")["$defs"]["rules_row"]["properties"]["kind"]["enum"], json!(spaced));
    let hits = HitKind::ALL.map(|(_, id)| id);
    assert_eq!(schema("search")["$defs"]["hit"]["properties"]["kind"]["enum"], json!(hits));
}

#[test]
fn findings_loopholes_and_ages_are_what_their_schemas_say() {
    for (command, only) in [
        ("gaps", ["--topic", "child-marriage", "--status", "met"]),
        ("loopholes", ["--in", "punjab", "--severity", "3"]),
        ("ages", ["--of", "marriage", "--in", "gilgit-baltistan"]),
    ] {
        let mut asked = DAYS.map(|day| vec![command, "--as-of", day]).to_vec();
        asked.push([&[command][..], &only].concat());
        keeps(command, &asked);
    }
}

#[test]
fn places_side_by_side_and_good_practices_are_what_their_schemas_say() {
    let mut compared = DAYS.map(|day| vec!["compare", "punjab", "sindh", "kp", "--as-of", day]).to_vec();
    compared.push(vec!["compare", "ict", "gb", "--act", "child-marriage", "--only-differences"]);
    compared.push(vec!["compare", "ict", "gb", "--requirement", "marriage-age-18", "--same"]);
    keeps("compare", &compared);
    let mut practices = vec![vec!["practices", "--of", "gb", "--topic", "refugees"]];
    for day in DAYS {
        practices.extend(["--for", "--of"].map(|whose| vec!["practices", whose, "kp", "--as-of", day]));
    }
    keeps("practices", &practices);
}

#[test]
fn two_days_and_bills_are_what_their_schemas_say() {
    let days = [DAYS[0], DAYS[2], DAYS[1], DAYS[0]];
    let road = days.windows(2).map(|two| vec!["progress", "--from", two[0], "--to", two[1]]);
    let mut road: Vec<Vec<&str>> = road.collect();
    road.push(vec!["progress", "--from", "2019-01-01", "--to", "2019-01-01", "--in", "sindh"]);
    keeps("progress", &road);
    let bills = BILLS.map(|name| format!("{}/tests/bills/{name}.yaml", env!("CARGO_MANIFEST_DIR")));
    keeps("bill", &bills.each_ref().map(|bill| vec!["bill", bill]));
}

#[test]
fn a_childs_case_is_what_its_schema_says() {
    let cases = [
        "--harm beating --in punjab --age 10 --sex boy",
        "--harm beating --in punjab",
        "--harm corporal-punishment --in punjab --setting school --by teacher --on 2019-01-01",
        "--harm child-marriage --in sindh --age 15 --sex girl",
        "--harm child-marriage --in ict --non-muslim christian",
        "--harm child-marriage --in ict --non-muslim",
        "--harm child-labour --in balochistan --setting brick-kiln",
        "--harm trafficking --in gb --on 2011-12-22",
        "--accused --in punjab --age 19",
        "--accused --in fata --age 16 --on 2011-12-22",
    ];
    let asked = cases.map(|case| std::iter::once("protect").chain(case.split(' ')).collect::<Vec<_>>());
    keeps("protect", &asked);
}

#[test]
fn what_is_shown_and_found_is_what_their_schemas_say() {
    let shown = ["PPC 82", "PPC 306(b)", "JJSO 2000", "sindh/2013-child-marriages-restraint-act", "crc:19", "cedaw"];
    let mut asked: Vec<Vec<&str>> = Vec::new();
    for citation in shown {
        asked.extend(DAYS.map(|day| vec!["show", citation, "--as-of", day]));
    }
    for body in ["National Commission on the Rights of Child", "Child Protection and Welfare Bureau"] {
        asked.push(vec!["show", body]);
    }
    keeps("show", &asked);
    let queries = [
        "bail",
        "PPC 377",
        "marrage of child",
        "xyzzyq bail",
        "xyzzyq",
        "helpline --kind institution",
        "helpline --kind institution --open 1",
        "ransom --kind requirement --limit 3",
        "compulsory --kind requirement --open 1",
        "bail --offset 100000",
        "PPC 82 --open 1 --as-of 2015-01-01",
        "crc 19 --open 1",
        "marriage --in sindh --all-versions --limit 40",
    ];
    keeps("search", &queries.map(|query| std::iter::once("search").chain(query.split(' ')).collect::<Vec<_>>()));
}

#[test]
fn a_list_is_what_its_schema_says() {
    let lists = [
        "jurisdictions",
        "instruments",
        "provisions --in sindh",
        "provisions --without-rules --topic child-marriage",
        "standards",
        "requirements --standard crc",
        "topics",
        "patterns",
        "coverage --in punjab",
        "rules --in sindh --topic child-marriage --as-of 2019-01-01",
        r#"rules --where {"offence":{"cognizable":false}}"#,
        "rules --in gb --topic refugees --as-of 1950-01-01",
        "institutions",
        "institutions --as-of 2011-12-22 --in sindh",
        "institutions --map --in sindh",
        "institutions --map --in fata --as-of 2011-12-22 --function child-helpline",
    ];
    keeps("list", &lists.map(|list| std::iter::once("list").chain(list.split(' ')).collect::<Vec<_>>()));
}

#[test]
fn the_problems_of_a_corpus_are_what_their_schema_says() {
    let no_corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bills");
    let folder = std::env::temp_dir().join(format!("lacuna-schema-{}", std::process::id()));
    for (file, says) in [
        (
            "laws/jurisdictions.yaml",
            "corpus: 2026.11\njurisdictions:\n  - {id: punjab, name: Punjab, kind: province}\n",
        ),
        (
            "laws/punjab/2001-act.yaml",
            "title: An Act\nkind: akt\nenacted_by: punjab\npassed: 2014-02-30\nprovisions: []\n",
        ),
        ("standards/vocabulary.yaml", "topic: []\n"),
    ] {
        let path = folder.join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, says).expect("a file");
    }
    let wrong = folder.to_string_lossy().into_owned();
    let asked = [vec!["check"], vec!["check", "--corpus", &wrong], vec!["check", "--corpus", no_corpus]];
    keeps("check", &asked);
    std::fs::remove_dir_all(folder).expect("the folder goes");
}

#[test]
fn a_report_as_data_is_what_its_schema_says() {
    let bill = |name: &str| format!("bill {}/tests/bills/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    let reports = [
        "gaps --as-of 2011-12-22".to_owned(),
        "gaps --in gb --topic refugees --status met".to_owned(),
        "loopholes --in punjab".to_owned(),
        "topic corporal-punishment --full --as-of 2019-01-01".to_owned(),
        "place kp --brief".to_owned(),
        "compare punjab sindh --topic child-marriage".to_owned(),
        "progress --from 2011-12-22".to_owned(),
        bill("worse-in-kp"),
        bill("kp-child-marriage-restraint"),
        "case --harm child-marriage --in sindh --age 15 --sex girl".to_owned(),
    ];
    let asked = reports.each_ref().map(|report| std::iter::once("report").chain(report.split(' ')).collect::<Vec<_>>());
    keeps("report", &asked);
}

/// Everything that these invocations print is as the schema of their command says, and each key that it names is there in one of them.
fn keeps(command: &str, invocations: &[Vec<&str>]) {
    let schema = schema(command);
    let mut told = Told { schema: &schema, branches: BTreeMap::new(), seen: BTreeSet::new() };
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for invocation in invocations {
        let output = run(&[invocation, &["--format", "json"][..]].concat());
        let said: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{invocation:?}: {error}: {}", String::from_utf8_lossy(&output.stderr)));
        let wrong: Vec<String> = validator
            .iter_errors(&said)
            .take(3)
            .map(|error| {
                format!("{}: {}", error.instance_path(), error.to_string().chars().take(300).collect::<String>())
            })
            .collect();
        assert!(wrong.is_empty(), "{invocation:?}: {wrong:#?}");
        told.mark("#", &schema, &said);
    }
    let mut dead: Vec<String> = Vec::new();
    each_node("#", &schema, &mut |at, node| {
        dead.extend(properties(node).map(|(key, _)| format!("{at} {key}")).filter(|key| !told.seen.contains(key)));
    });
    assert!(dead.is_empty(), "{command}: nothing printed has {dead:#?}");
}

/// The keys of a schema that were met in what was printed.
struct Told<'s> {
    schema: &'s Value,
    /// The alternatives of the schema, each by its place.
    branches: BTreeMap<String, Validator>,
    seen: BTreeSet<String>,
}

impl Told<'_> {
    fn mark(&mut self, at: &str, node: &Value, said: &Value) {
        if let Some(place) = node["$ref"].as_str() {
            let schema = self.schema;
            self.mark(place, schema.pointer(&place[1..]).expect("what is referred to"), said);
        }
        for word in ["oneOf", "anyOf"] {
            for (number, branch) in node[word].as_array().into_iter().flatten().enumerate() {
                let at = format!("{at}/{word}/{number}");
                if self.fits(&at, branch, said) {
                    self.mark(&at, branch, said);
                }
            }
        }
        for (key, value) in said.as_object().into_iter().flatten() {
            if let Some(own) = node["properties"].get(key) {
                self.seen.insert(format!("{at} {key}"));
                self.mark(&format!("{at}/properties/{key}"), own, value);
            } else if node["additionalProperties"].is_object() {
                self.mark(&format!("{at}/additionalProperties"), &node["additionalProperties"], value);
            }
        }
        for (number, value) in said.as_array().into_iter().flatten().enumerate() {
            match node["prefixItems"].get(number) {
                Some(own) => self.mark(&format!("{at}/prefixItems/{number}"), own, value),
                None if node["items"].is_object() => self.mark(&format!("{at}/items"), &node["items"], value),
                None => {}
            }
        }
    }

    fn fits(&mut self, at: &str, branch: &Value, said: &Value) -> bool {
        let definitions = &self.schema["$defs"];
        let alone = || json!({ "$defs": definitions, "allOf": [branch] });
        let validator = self.branches.entry(at.to_owned());
        validator.or_insert_with(|| jsonschema::validator_for(&alone()).expect("a schema")).is_valid(said)
    }
}

/// The keys that a node of a schema names.
fn properties(node: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    node.get("properties").and_then(Value::as_object).into_iter().flatten()
}

/// Every schema within a schema, with its place.
fn each_node(at: &str, schema: &Value, visit: &mut impl FnMut(&str, &Map<String, Value>)) {
    let Some(node) = schema.as_object() else { return };
    visit(at, node);
    for (key, value) in node {
        match (key.as_str(), value) {
            ("properties" | "$defs", Value::Object(named)) => {
                named.iter().for_each(|(name, own)| each_node(&format!("{at}/{key}/{name}"), own, visit));
            }
            ("items" | "additionalProperties" | "propertyNames", own) => each_node(&format!("{at}/{key}"), own, visit),
            ("oneOf" | "anyOf" | "prefixItems", Value::Array(list)) => {
                list.iter()
                    .enumerate()
                    .for_each(|(number, own)| each_node(&format!("{at}/{key}/{number}"), own, visit));
            }
            _ => {}
        }
    }
}
