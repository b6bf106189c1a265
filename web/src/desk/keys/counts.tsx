// As what somebody will count whom a roster is about to name: the eight words say whose the keys are, and nothing of
// the person behind them or of their organisation. These the server says; whoever signs the roster vouches for them.
import { text } from "../../page/texts";

interface Properties {
  /** The name of their organisation, where it is not one's own. */
  organisation: string | undefined;
  /** Other accounts of the same person. */
  accounts: string[];
}

export const Counts = ({ organisation, accounts }: Properties) => (
  <span data-test="counts">
    {[
      organisation === undefined ? text("desk-counts-own") : text("desk-counts-other", { name: organisation }),
      accounts.length > 0 ? text("desk-counts-same", { name: accounts.join(", ") }) : text("desk-counts-new"),
    ].join(" ")}
  </span>
);
