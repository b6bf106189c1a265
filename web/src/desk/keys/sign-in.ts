// Signing in, signing in again, and giving the passphrase again: each with the passphrase or with a passkey. The server
// is shown an authenticator; what opens the keys stays here.
import { solveTicket } from "../../page/derivation";
import type { Confirmation, Credentials, PasskeyAssertion, PasskeySession, Salt, SessionStarted } from "../../wire";
import { Api } from "../ui/api";
import { TICKETS, onTop } from "../ui/retry";
import { NoPasskey, PassphraseNeeded, pick } from "./passkey";
import { askSalt, authenticatorOf, openPassphrase } from "./passphrase";
import { Session, WrongPassphrase } from "./session";

/** Times that an attempt is made under more work than it began with. */
const TRIES = 6;

/**
 * Shows the door what was derived, with the ticket that was asked for with the salt. While strangers try, the work may
 * rise before it is done: then under what is asked for now. `onWork` is told when work is being done.
 */
const attempt = (
  door: Api,
  credentials: Omit<Credentials, "ticket">,
  { ticket }: Salt,
  onWork?: () => void,
): Promise<SessionStarted> =>
  onTop(
    async (again) => {
      const { challenge, work } = again ? (await askSalt(door, credentials.login)).ticket : ticket;
      if (work > 0) onWork?.();
      const body: Credentials = { ...credentials, ticket: await solveTicket(challenge, work) };
      return door.post<SessionStarted>("/api/desk/session", body);
    },
    TRIES,
    TICKETS,
  );

/** Signs in with login, passphrase and one-time code. */
export const enter = async (login: string, passphrase: string, totp: string, onWork?: () => void): Promise<Session> => {
  const door = new Api("");
  const asked = await askSalt(door, login);
  const { authenticator, identity } = await openPassphrase(passphrase, asked.salt);
  const started = await attempt(door, { login, authenticator, totp }, asked, onWork);
  return Session.begin(started, { identity, salt: asked.salt });
};

/** With a passkey: alone where it opens the keys, else in place of the code, with login and passphrase. */
export const enterWithPasskey = async (login: string, passphrase: string): Promise<Session> => {
  const door = new Api("");
  const { state, credential, identity } = await pick(door);
  if (!passphrase) {
    if (!identity) throw new PassphraseNeeded();
    const body: PasskeyAssertion = { state, credential };
    const started = await door.post<PasskeySession>("/api/desk/session/passkey", body);
    return Session.begin(started, { identity, wrap: started.wrap });
  }
  const { salt } = await askSalt(door, login);
  const opened = await openPassphrase(passphrase, salt);
  const body: PasskeyAssertion = { state, credential, authenticator: opened.authenticator };
  const started = await door.post<SessionStarted>("/api/desk/session/passkey", body);
  return Session.begin(started, { identity: opened.identity, salt });
};

/**
 * Signs in again under the same login, with the keys that are open here, so that nothing that is being written is lost.
 */
export const reenter = async (
  session: Session,
  passphrase: string,
  totp: string,
  onWork?: () => void,
): Promise<void> => {
  const door = new Api("");
  const { login, member } = session.me;
  const asked = await askSalt(door, login);
  const authenticator = await authenticatorOf(passphrase, asked.salt);
  const entered = await attempt(door, { login, authenticator, totp }, asked, onWork);
  // Another account under this login has other keys than those that are open here.
  if (entered.member !== member) throw new WrongPassphrase();
  session.goOn(entered);
};

/** As `reenter`, with a passkey. */
export const reenterWithPasskey = async (session: Session): Promise<void> => {
  const door = new Api("");
  const { state, credential } = await pick(door);
  const entered = await door.post<SessionStarted>("/api/desk/session/passkey", { state, credential });
  if (entered.member !== session.me.member) throw new NoPasskey();
  session.goOn(entered);
};

/** Gives the passphrase again, for acts on keys and members. */
export const confirmPassphrase = async (session: Session, passphrase: string): Promise<void> => {
  const authenticator = await authenticatorOf(passphrase, session.salt);
  const body: Confirmation = { authenticator };
  await session.api.post("/api/desk/session/confirm", body);
};

/** As `confirmPassphrase`, with a passkey. */
export const confirmWithPasskey = async ({ api }: Session): Promise<void> => {
  const { state, credential } = await pick(api);
  await api.post("/api/desk/session/confirm/passkey", { state, credential });
};
