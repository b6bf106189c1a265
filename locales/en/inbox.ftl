### The inbox of a receipt, with and without JavaScript.
### Status of every message here: draft, until a native speaker has reviewed it.

inbox-title = Read the replies
inbox-code = Your receipt: 24 digits
inbox-code-hint = Spaces do not matter.
inbox-open = Open
inbox-plain = Without JavaScript
inbox-empty = No message for now. Come back in a week or two.
inbox-from-circle = The reviewers
inbox-reply = Your answer
inbox-reply-hint = Do not write your name or anything that lets people recognise you.
inbox-files = Add files
inbox-reply-send = Send the answer
inbox-reply-sent = Your answer has arrived. You will not be able to read it again here.
inbox-delete = Delete this message
inbox-deleted = The message is deleted.
inbox-withdraw = Withdraw my report
inbox-withdraw-warning = The report, the files and the messages will be erased for ever. What is already published stays.
inbox-withdraw-confirm = Yes, erase everything
inbox-withdrawn = Your report is erased. This receipt no longer opens anything.
inbox-leave = Close and clear the screen
inbox-status-received = Received
inbox-status-read = Being read
inbox-status-question = A question for you
inbox-status-summarised = Summarised
inbox-status-published = Published
inbox-status-closed = Closed
inbox-state = What became of your report
inbox-for = Your answers go to the reviewers of:
inbox-for-other = If you wrote to others, write nothing here.
inbox-consent = Change what I agree to
inbox-consent-explain = Counts from now on. What is published already, or was read by others, cannot be taken back.
inbox-consent-save = Change
inbox-consent-changed = What you agree to is changed. The reviewers will see it.
inbox-file = Download
