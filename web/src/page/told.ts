// An error that a person is told about. It carries the id of its message, so that whoever shows it need not know who threw it.
// To add one: a class beside the code that throws it, with the id of its message.

export class Told extends Error {
  /** `messageId` is the id of one of the page's texts. */
  constructor(readonly messageId: string) {
    super(messageId);
  }
}
