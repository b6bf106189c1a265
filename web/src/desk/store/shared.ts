// What the circle shares besides its cases, for the views that need it: named filters, reusable answers, declared interests.
import { useEffect, useMemo, useState } from "preact/hooks";
import type { SignedDocument } from "../../crypto/document";
import { CircleDocument } from "./circle-document";
import { explain } from "../ui/explain";
import type { Filter } from "../case/filter";
import { type Declared, type Interest, declarations, declare, latest } from "../case/interest";
import type { Circle } from "../case/circle";
import type { Session } from "../keys/session";
import { Told } from "../../page/told";

export interface View {
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
  views: View[];
  answers: Reusable[];
  interests: Declared[];
  /** Whether declarations were read: until then nobody may be shown anything. */
  ready: boolean;
  error: string;
}

export interface Shared extends Loaded {
  saveView: (view: View) => Promise<void>;
  dropView: (name: string) => Promise<void>;
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

const named = <T extends Named>(all: T[], one: T): T[] => {
  const others = all.filter((other) => other.name !== one.name);
  if (others.length >= MOST) throw new Full();
  return [...others, one].sort((a, b) => (a.name < b.name ? -1 : 1));
};
const without = <T extends Named>(all: T[], name: string): T[] => all.filter((one) => one.name !== name);

const NOTHING: Loaded = { views: [], answers: [], interests: [], ready: false, error: "" };

export const useShared = (session: Session, circle: Circle, refreshed: number): Shared => {
  const { consultation } = circle;
  const [loaded, setLoaded] = useState<Loaded>(NOTHING);
  const documents = useMemo(
    () => ({
      views: new CircleDocument<View[]>(session, consultation, "views", []),
      answers: new CircleDocument<Reusable[]>(session, consultation, "answers", []),
      interests: new CircleDocument<SignedDocument[]>(session, consultation, "interests", []),
    }),
    [session, consultation],
  );
  const read = (all: SignedDocument[]): Declared[] => declarations(all, consultation, session.signers(consultation));
  const take = (part: Partial<Loaded>): void => setLoaded((before) => ({ ...before, ...part }));
  useEffect(() => {
    // What was declared must be known before anything is shown; what was known stays known.
    documents.interests.load().then(
      (all) => take({ interests: read(all), ready: true, error: "" }),
      (problem: unknown) => take({ error: explain(problem) }),
    );
    documents.views.load().then(
      (views) => take({ views }),
      (problem: unknown) => take({ error: explain(problem) }),
    );
    documents.answers.load().then(
      (answers) => take({ answers }),
      (problem: unknown) => take({ error: explain(problem) }),
    );
  }, [documents, refreshed]);
  return {
    ...loaded,
    saveView: async (view) => take({ views: await documents.views.change((all) => named(all, view)) }),
    dropView: async (name) => take({ views: await documents.views.change((all) => without(all, name)) }),
    saveAnswer: async (answer) => take({ answers: await documents.answers.change((all) => named(all, answer)) }),
    dropAnswer: async (name) => take({ answers: await documents.answers.change((all) => without(all, name)) }),
    declare: async (change) => {
      const onTop = (all: SignedDocument[]): SignedDocument[] => {
        const { places = [], categories = [], names = [], home } = latest(read(all), session.me.member) ?? {};
        return [...all, declare(session.author, { consultation, places, categories, names, home, ...change })];
      };
      take({ interests: read(await documents.interests.change(onTop)) });
    },
  };
};
