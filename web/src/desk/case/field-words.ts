// A field of a case record and its name in words, for conflicts and for the history.
import type { PlainId } from "../../page/message-id";
import { text } from "../../page/texts";
import { category, place } from "./vocabulary";
import type { Field } from "./merge";
import type { CaseRecord } from "./case";

/** A field of a record in words. `login` gives the name of a member. */
export const fieldWords = (login: (member: string) => string, field: Field, record: CaseRecord): string => {
  switch (field) {
    case "status":
      return text(`desk-status-${record.status}`);
    case "severity":
      return record.severity ? text(`desk-severity-${record.severity}`) : text("desk-none");
    case "category":
      return record.category ? category(record.category) : text("desk-none");
    case "place":
      return record.place ? place(record.place) : text("desk-none");
    case "assignee":
      return record.assignee ? login(record.assignee) : text("desk-nobody");
    case "labels":
      return record.labels.join(", ");
    case "notes":
      return record.notes;
    case "verification":
      return record.verification ? text(`verification-${record.verification}`) : text("desk-none");
    case "links":
      return record.links.map((id) => id.slice(0, 8)).join(", ");
    case "masks":
      return String(Object.values(record.masks).flat().length);
    case "words":
      return Object.values(record.words).join("\n");
  }
};

export const LABELS: Record<Field, PlainId> = {
  verification: "desk-summary-verification",
  links: "desk-links",
  words: "desk-words",
  masks: "desk-masks",
  status: "desk-filter-status",
  severity: "desk-severity",
  category: "desk-category",
  place: "desk-place",
  assignee: "desk-assignee",
  labels: "desk-labels",
  notes: "desk-notes",
};
