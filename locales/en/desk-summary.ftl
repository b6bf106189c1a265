### Summaries: drafting, the harm checklist, approving. Sent to the browser as data.
### Status of every message here: draft, until a native speaker has reviewed it.

desk-summary-new = Write a summary
desk-summary-consent = The source did not allow a summary.
desk-summary-title = Title
desk-summary-body = What is known
desk-summary-asked = What is asked, and of whom
desk-summary-side-effects = Possible effects, even bad ones, of acting
desk-summary-month = Month
desk-summary-verification = Verification
desk-summary-press = Readable by the press under embargo
desk-summary-embargo = Public from
desk-summary-save = Propose to the circle
desk-summary-saved = Proposed. Another member must approve it.
desk-summary-approve = Approve and publish
desk-summary-approve-warning = On this date the text becomes public and cannot be taken back.
desk-summary-approved = Approved.
desk-summary-own = You are the author: another member must approve.
desk-summary-none = No summary is waiting. Open a report to write one.
desk-summary-by = Proposed by { $name }
desk-harm-title = Harm checklist
harm-check-no-person = Nobody is named or recognisable.
harm-check-no-small-place = No place smaller than the region.
harm-check-no-date = No date finer than the month.
harm-check-no-quote = No sentence of the source is repeated.
harm-check-side-effects = The possible effects are written down.
harm-check-presumption = Nothing accuses somebody without a judgment.
