// One message of the exchange with the source.
import { text } from "../../page/texts";
import { consentWords } from "../case/answer";
import type { Message } from "../store/exchange";
import { AttachmentView } from "./attachment";
import { useOpenCase } from "./context";
import { MaskText } from "./masking";
import { Wording } from "./wording";

interface Properties {
  message: Message;
  /** Whether the source has written after it. */
  answered: boolean;
}

/** Transcript, translation and masks of a message from the source. */
const Beside = ({ message }: { message: Message }) => (
  <>
    {message.readable && (
      <Wording id={message.id} spoken={message.attachments.some((file) => file.question !== undefined)} />
    )}
    {message.body && <MaskText id={message.id} original={message.body} />}
  </>
);

export const MessageView = ({ message, answered }: Properties) => {
  const { circle } = useOpenCase();
  return (
    <li class={`bubble ${message.from}`} data-test="thread-message">
      <p class="who">
        {text(`desk-from-${message.from}`)} · {text("desk-week", { week: message.week })}
      </p>
      {message.consent !== undefined && (
        <p data-test="consent-changed">
          <strong>{text("desk-consent-changed", { what: consentWords(circle, message.consent) })}</strong>
        </p>
      )}
      {message.readable && !message.signed && (
        <p class="notice" data-test="unsigned">
          {text("desk-unsigned")}
        </p>
      )}
      <p class="body" dir="auto">
        {message.readable ? message.body : text("desk-unreadable")}
      </p>
      {message.attachments.map((file) => (
        <AttachmentView key={file.blob} file={file} />
      ))}
      {message.from === "source" ? (
        <Beside message={message} />
      ) : (
        <p class="meta" data-test="delivery">
          {text(answered ? "desk-delivery-answered" : "desk-delivery-left")}
        </p>
      )}
    </li>
  );
};
