// The cryptography of the inbox: what the report page has, and opening and verifying messages.
import { open } from "../crypto/age";
import { fromBase64, fromUtf8 } from "../crypto/bytes";
import { signDocument, verifyDocument } from "../crypto/document";
import { isInPeriod } from "../crypto/statement";
import { parse } from "../crypto/receipt";
import { weekOf } from "../crypto/week";
import { library } from "./send/crypto";

const opening = { open, fromBase64, fromUtf8, isInPeriod, parse, signDocument, verifyDocument, weekOf };

export type Opening = typeof opening;

declare global {
  interface Window {
    suturaOpening?: Opening;
  }
}

window.suturaOpening = opening;
window.suturaCrypto = library;
