// Searching what is open, in memory: words are found from their beginning, whatever marks or look-alike letters they
// carry.
import MiniSearch from "minisearch";
import { category, place } from "../case/vocabulary";
import { fold, textOf } from "../case/fold";
import type { Case } from "../case/case";

/** Reports that are indexed before the main thread is let go. */
const SLICE = 50;

/** What a report can be found by. */
const wordsOf = (report: Case): string =>
  [
    category(report.record.category),
    report.record.place ? place(report.record.place) : "",
    report.record.notes,
    ...report.record.labels,
    ...Object.values(report.record.words),
    textOf(report),
    ...(report.envelope?.attachments ?? []).map((file) => file.name),
  ].join(" ");

interface Indexed {
  id: string;
  words: string;
}

/** How many words are looked up for likeness (the longest say most), and how many reports are compared in full. */
const NEAR_WORDS = 24;
const NEAR = 40;

const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

export class Search {
  private readonly index = new MiniSearch<Indexed>({ fields: ["words"], processTerm: (term) => fold(term) || null });
  /** What each report was indexed with. */
  private readonly indexed = new Map<string, string>();

  /** Brings the index to these cases: what has changed is indexed anew, what is gone is dropped. */
  async update(cases: Case[]): Promise<void> {
    const here = new Set(cases.map((report) => report.row.id));
    for (const id of [...this.indexed.keys()].filter((known) => !here.has(known))) this.drop(id);
    for (let at = 0; at < cases.length; at += SLICE) {
      for (const report of cases.slice(at, at + SLICE)) this.put(report);
      await breathe();
    }
  }

  private put(report: Case): void {
    const { id } = report.row;
    const words = wordsOf(report);
    if (this.indexed.get(id) === words) return;
    if (this.indexed.has(id)) this.drop(id);
    this.index.add({ id, words });
    this.indexed.set(id, words);
  }

  private drop(id: string): void {
    this.index.discard(id);
    this.indexed.delete(id);
  }

  /** The ids of the reports that share most with `words`, best first: quick, and only a first choice. */
  near(words: string[]): Set<string> {
    const rare = [...words].sort((a, b) => b.length - a.length).slice(0, NEAR_WORDS);
    return new Set(
      this.index
        .search(rare.join(" "), { combineWith: "OR" })
        .slice(0, NEAR)
        .map((hit) => String(hit.id)),
    );
  }

  /** The ids of the reports that hold all words; nothing for an empty query, which every report matches. */
  find(query: string): Set<string> | undefined {
    if (!query.trim()) return undefined;
    return new Set(this.index.search(query, { prefix: true, combineWith: "AND" }).map((hit) => String(hit.id)));
  }
}
