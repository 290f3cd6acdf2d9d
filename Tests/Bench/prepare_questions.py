#!/usr/bin/env python3
"""Write questions with their accepted topics as JSON lines, and foreign question sets as FAQ files, so that the matcher
is measured on all of them by the same road.

    prepare_questions.py DATA OUT

DATA is the folder of development data; OUT gets NAME.jsonl ({"text", "accepted", "language"}; nothing accepted: off-topic)
and, for a foreign set, the folder NAME with its entries.
"""
import csv, json, pathlib, re, subprocess, sys

VARIANTS = ["none", "half", "teencode", "telex", "slips", "none+slips", "spaces"]


def rows(path):
    with open(path, encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def write(out, name, questions):
    with open(out / f"{name}.jsonl", "w", encoding="utf8") as file:
        for text, accepted, language in questions:
            file.write(json.dumps({"text": text, "accepted": accepted, "language": language}, ensure_ascii=False) + "\n")


def noisy(data, variant, texts):
    lines = "\n".join(" ".join(text.split()) for text in texts) + "\n"
    run = subprocess.run([sys.executable, data / "noise.py", variant, "1"], input=lines, capture_output=True, text=True)
    return run.stdout.splitlines()


def vietnamese(data, out):
    questions = [(row["question"], [row["weak_topic"]]) for row in rows(data / "vi/vi_questions_dev.csv")]
    questions += [(row["question"], []) for row in rows(data / "vi/vi_out_of_scope_dev.csv")]
    write(out, "vi", [(text, accepted, "vi") for text, accepted in questions])
    for variant in VARIANTS:
        texts = noisy(data, variant, [text for text, _ in questions])
        write(out, f"vi-{variant}", [(text, accepted, "vi") for text, (_, accepted) in zip(texts, questions)])


def quoted(text, most):
    return json.dumps(re.sub(r"[\x00-\x1f\x7f\u2028\u2029]+", " ", text).strip()[:most], ensure_ascii=False)


def entries(out, name, items):
    """FAQ files of at most 200 entries: (id, title, examples, answer or none)."""
    folder = out / name
    folder.mkdir(exist_ok=True)
    for start in range(0, len(items), 200):
        with open(folder / f"entries-{start // 200}.yaml", "w", encoding="utf8") as file:
            file.write("intents:\n")
            for id, title, examples, answer in items[start:start + 200]:
                file.write(f"  - id: {id}\n    topics: [{id}]\n    title:\n      en: {quoted(title, 200)}\n")
                file.write("    examples:\n      en:\n")
                file.writelines(f"        - {quoted(example, 900)}\n" for example in examples)
                file.write(f"    answer:\n      en: {quoted(answer or title, 3500)}\n")


def quebec(data, out):
    with open(data / "en/en_quebec_faq.jsonl", encoding="utf8") as file:
        faq = [json.loads(line) for line in file]
    entries(out, "quebec", [(f"q.{row['id']}", row["question"], [row["question"]], row["answer"]) for row in faq])
    queries = rows(data / "en/en_quebec_queries_dev.csv")
    write(out, "quebec", [(row["query"], [f"q.{row['faq_id']}"], "en") for row in queries])


def sofmattress(data, out):
    def id(label):
        return label.lower().replace("_", "-").replace(" ", "-")

    wordings = {}
    for row in rows(data / "en/en_hint3_sofmattress_train.csv"):
        wordings.setdefault(row["label"], []).append(row["sentence"])
    entries(out, "sofmattress", [(id(label), label.lower().replace("_", " "), list(dict.fromkeys(texts)), None)
                                 for label, texts in wordings.items()])
    questions = rows(data / "en/en_hint3_sofmattress_test.csv")
    write(out, "sofmattress", [(row["sentence"], [id(row["label"])] if row["label"] != "NO_NODES_DETECTED" else [], "en")
                               for row in questions])


def main():
    data, out = map(pathlib.Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    vietnamese(data, out)
    quebec(data, out)
    sofmattress(data, out)


main()
