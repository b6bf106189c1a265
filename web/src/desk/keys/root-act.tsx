// Asking for the root key where an act needs it: its sheets are typed, it signs that one act here, and is forgotten.
import { useState } from "preact/hooks";
import { type RootAct, signRootAct } from "../../crypto/root-act";
import { rootSeed } from "../../crypto/sheet";
import { text } from "../../page/texts";
import { isRefused } from "../../page/told";
import type { RootProof, Team } from "../../wire";
import { ActForm } from "../ui/act-form";
import { PaperField } from "../ui/fields";
import type { Session } from "./session";

/** Whether the server refused an act that the root key can allow. */
export const needsRoot = (error: unknown): boolean => isRefused(error, "root-needed", "owner-needed");

interface Properties {
  session: Session;
  act: RootAct["act"];
  subject: string;
  /** Does the act with the signature; returns the words that say what was done. */
  perform: (proof: RootProof) => Promise<string>;
}

export const RootActForm = ({ session, act, subject, perform }: Properties) => {
  const [typed, setTyped] = useState("");
  const sign = async (): Promise<string> => {
    const { organisation } = await session.api.json<Team>("/api/desk/team");
    const seed = await rootSeed(typed.split("\n"), organisation.root ?? "");
    const proof = signRootAct(seed, { act, organisation: organisation.id, subject, day: session.me.today });
    seed.fill(0);
    const said = await perform(proof);
    setTyped("");
    return said;
  };
  return (
    <ActForm
      perform={sign}
      test="root-act"
      send={{ words: text("desk-root-act"), test: "root-act-sign", class: "danger" }}
    >
      <PaperField
        id={`root-act-${subject}`}
        label={text("desk-root-sheets")}
        test="root-act-sheets"
        rows={3}
        value={typed}
        onChange={setTyped}
      />
      <p class="hint">{text("desk-root-act-hint")}</p>
    </ActForm>
  );
};
