// The cryptography of the inbox: what the report page has, and opening and verifying messages.
import { open } from "../crypto/age";
import { fromBase64, fromUtf8 } from "../crypto/bytes";
import { verifyDocument } from "../crypto/document";
import { parse } from "../crypto/receipt";
import { library } from "./send/crypto";

const opening = { open, fromBase64, fromUtf8, verifyDocument, parse };

export type Opening = typeof opening;

declare global {
  interface Window {
    suturaOpening?: Opening;
  }
}

window.suturaOpening = opening;
window.suturaCrypto = library;
