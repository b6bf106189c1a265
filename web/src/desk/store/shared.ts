// What the circle shares besides its cases, for the views that need it: named filters, reusable answers, declared
// interests.
import { useEffect, useMemo, useState } from "preact/hooks";
import type { SignedDocument } from "../../crypto/document";
import { Told } from "../../page/told";
import type { Author } from "../case/author";
import type { Filter } from "../find/filter";
import { type Declared, type Interest, declarations, declare, latest } from "../case/interest";
import type { Session } from "../keys/session";
import { explain } from "../ui/explain";
import { CircleDocument } from "./circle-document";

export interface SavedFilter {
  name: string;
  filter: Filter;
}

/** An answer by the tag of its language. */
export interface Reusable {
  name: string;
  texts: Record<string, string>;
}

/** More of one kind would only be in the way. */
const MOST = 60;

interface Loaded {
  savedFilters: SavedFilter[];
  answers: Reusable[];
  interests: Declared[];
  /** Whether declarations were read: until then nobody may be shown anything. */
  ready: boolean;
  error: string;
}

export interface Shared extends Loaded {
  /** Asks for all of it again. */
  reload: () => void;
  saveFilter: (saved: SavedFilter) => Promise<void>;
  dropFilter: (name: string) => Promise<void>;
  saveAnswer: (answer: Reusable) => Promise<void>;
  dropAnswer: (name: string) => Promise<void>;
  /** Changes what this member has declared last. */
  declare: (change: Partial<Interest>) => Promise<void>;
}

interface Named {
  name: string;
}

/** There are as many of one kind as there may be. */
export class Full extends Told {
  constructor() {
    super("desk-full");
  }
}

const withNamed = <T extends Named>(list: T[], added: T): T[] => {
  const others = list.filter((other) => other.name !== added.name);
  if (others.length >= MOST) throw new Full();
  return [...others, added].sort((a, b) => (a.name < b.name ? -1 : 1));
};

const withoutNamed = <T extends Named>(list: T[], name: string): T[] => list.filter((kept) => kept.name !== name);

/** A declaration on top of those there are: what it does not speak of stays as this member declared it last. */
const declareOnTop = (
  documents: SignedDocument[],
  declared: Declared[],
  author: Author,
  { consultation, change }: { consultation: string; change: Partial<Interest> },
): SignedDocument[] => {
  const { places = [], categories = [], names = [], home } = latest(declared, author.member) ?? {};
  return [...documents, declare(author, { consultation, places, categories, names, home, ...change })];
};

const NOTHING: Loaded = { savedFilters: [], answers: [], interests: [], ready: false, error: "" };

export const useShared = (session: Session, consultation: string): Shared => {
  const [loaded, setLoaded] = useState<Loaded>(NOTHING);
  const [reloads, setReloads] = useState(0);
  const documents = useMemo(
    () => ({
      savedFilters: new CircleDocument<SavedFilter[]>(session, consultation, "views", []),
      answers: new CircleDocument<Reusable[]>(session, consultation, "answers", []),
      interests: new CircleDocument<SignedDocument[]>(session, consultation, "interests", []),
    }),
    [session, consultation],
  );
  const read = (signed: SignedDocument[]): Declared[] =>
    declarations(signed, consultation, session.signers(consultation));
  const take = (part: Partial<Loaded>): void => setLoaded((before) => ({ ...before, ...part }));
  const fail = (problem: unknown): void => take({ error: explain(problem) });
  useEffect(() => {
    // What was declared must be known before anything is shown; what was known stays known.
    documents.interests.load().then((signed) => take({ interests: read(signed), ready: true, error: "" }), fail);
    documents.savedFilters.load().then((savedFilters) => take({ savedFilters }), fail);
    documents.answers.load().then((answers) => take({ answers }), fail);
  }, [documents, reloads]);
  return {
    ...loaded,
    reload: () => setReloads((before) => before + 1),
    saveFilter: async (saved) =>
      take({ savedFilters: await documents.savedFilters.change((list) => withNamed(list, saved)) }),
    dropFilter: async (name) =>
      take({ savedFilters: await documents.savedFilters.change((list) => withoutNamed(list, name)) }),
    saveAnswer: async (answer) => take({ answers: await documents.answers.change((list) => withNamed(list, answer)) }),
    dropAnswer: async (name) => take({ answers: await documents.answers.change((list) => withoutNamed(list, name)) }),
    declare: async (change) => {
      const after = await documents.interests.change((signed) =>
        declareOnTop(signed, read(signed), session.author, { consultation, change }),
      );
      take({ interests: read(after) });
    },
  };
};
