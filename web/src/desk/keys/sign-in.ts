// Signing in, signing in again, and giving the passphrase again: each with the passphrase or with a passkey. The server
// is shown an authenticator; what opens the keys stays here.
import { solveTicket } from "../../page/derivation";
import type { Confirmation, Credentials, PasskeyAssertion, PasskeySession, SessionStarted } from "../../wire";
import { Api } from "../ui/api";
import { NoPasskey, PassphraseNeeded, pick } from "./passkey";
import { askSalt, authenticatorOf, openPassphrase } from "./passphrase";
import { Session, WrongPassphrase } from "./session";

/** Signs in with login, passphrase and one-time code. */
export const enter = async (login: string, passphrase: string, totp: string): Promise<Session> => {
  const door = new Api("");
  const { ticket, salt } = await askSalt(door, login);
  const { authenticator, identity } = await openPassphrase(passphrase, salt);
  const solved = await solveTicket(ticket.challenge, ticket.work);
  const body: Credentials = { login, authenticator, totp, ticket: solved };
  const started = await door.post<SessionStarted>("/api/desk/session", body);
  return Session.begin(started, { identity, salt });
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
export const reenter = async (session: Session, passphrase: string, totp: string): Promise<void> => {
  const door = new Api("");
  const { login, member } = session.me;
  const { ticket, salt } = await askSalt(door, login);
  const authenticator = await authenticatorOf(passphrase, salt);
  const solved = await solveTicket(ticket.challenge, ticket.work);
  const body: Credentials = { login, authenticator, totp, ticket: solved };
  const entered = await door.post<SessionStarted>("/api/desk/session", body);
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
