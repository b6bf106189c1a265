// The organisation's root key: made in a ceremony, printed, and brought back when a circle has to be started or handed
// over. It is never stored, neither here nor on the server.
import { useState } from "preact/hooks";
import { rootSeed } from "../../crypto/sheet";
import { rootWords, WORDS_LANGUAGE } from "../../crypto/words";
import { text } from "../../page/texts";
import { data } from "../case/vocabulary";
import { useDesk } from "../store/context";
import { ActForm } from "../ui/act-form";
import { PaperField } from "../ui/fields";
import { Ceremony } from "./ceremony";
import { useOrganisation } from "./context";
import { Repair } from "./repair";

/** The root key's secret half, while it is here. */
type Seed = Uint8Array | null;

/** The parts, from paper. */
const Bring = ({
  root,
  onSeed,
  onCancel,
}: {
  root: string;
  onSeed: (seed: Uint8Array) => void;
  onCancel: () => void;
}) => {
  const [typed, setTyped] = useState("");
  const bring = async (): Promise<string> => {
    onSeed(await rootSeed(typed.split("\n"), root));
    return "";
  };
  return (
    <ActForm
      perform={bring}
      send={{ words: text("desk-root-bring"), test: "root-bring" }}
      beside={
        <button type="button" class="second" onClick={onCancel}>
          {text("desk-cancel")}
        </button>
      }
    >
      <PaperField
        id="root-sheets"
        label={text("desk-root-sheets")}
        test="root-sheets"
        rows={5}
        value={typed}
        onChange={setTyped}
      />
    </ActForm>
  );
};

const Known = ({ root }: { root: string }) => {
  const { organisation } = useOrganisation().state;
  return (
    <>
      <p class="words" lang={WORDS_LANGUAGE} dir="ltr" data-test="root-words">
        {rootWords(root)}
      </p>
      <p>
        <a class="button second" href={`/${data.lang}/poster/${organisation.id}`} target="_blank" rel="noopener">
          {text("desk-root-poster")}
        </a>
      </p>
      <p class="hint">{text("desk-root-hint")}</p>
    </>
  );
};

/** What can be done while the root key is here. */
const AtHand = ({ seed, onForget }: { seed: Uint8Array; onForget: () => void }) => {
  const { circles } = useOrganisation().state;
  return (
    <div>
      <p>{text("desk-root-here")}</p>
      {circles.map((circle) => (
        <Repair key={circle.consultation} circle={circle} seed={seed} />
      ))}
      <button class="second" data-test="root-forget" onClick={onForget}>
        {text("desk-root-forget")}
      </button>
    </div>
  );
};

/** The root key of an organisation that has one: brought from paper, used, put away. */
const Root = ({ root, seed, onSeed }: { root: string; seed: Seed; onSeed: (seed: Seed) => void }) => {
  const { session } = useDesk();
  const { load } = useOrganisation();
  const [bringing, setBringing] = useState(false);
  const forget = (): void => {
    seed?.fill(0);
    onSeed(null);
    setBringing(false);
    load();
    session.onChange?.();
  };
  const bring = (): void => {
    load();
    setBringing(true);
  };
  return (
    <>
      <Known root={root} />
      {seed && <AtHand seed={seed} onForget={forget} />}
      {!seed && bringing && <Bring root={root} onSeed={onSeed} onCancel={() => setBringing(false)} />}
      {!seed && !bringing && (
        <button class="second" data-test="root-use" onClick={bring}>
          {text("desk-root-use")}
        </button>
      )}
    </>
  );
};

export const RootBoard = () => {
  const { state, load } = useOrganisation();
  const [seed, setSeed] = useState<Seed>(null);
  const { root } = state.organisation;
  const publish = (made: Uint8Array): void => {
    setSeed(made);
    load();
  };
  return (
    <section aria-labelledby="root-title" data-test="root">
      <h2 id="root-title">{text("desk-root")}</h2>
      {root ? <Root root={root} seed={seed} onSeed={setSeed} /> : <Ceremony onMade={publish} />}
    </section>
  );
};
