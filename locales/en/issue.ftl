### Published issues.
### Status of every message here: draft, until a native speaker has reviewed it.

issues-title = What is published
issues-intro = Summaries checked by two people, without names or details. They say what citizens reported, not what a judge established.
issues-none = Nothing is published yet. Summaries will appear here after review.
issues-feed = Follow by Atom feed
issues-data = Open data (JSON)
issue-known = What is known
issue-asked = What is asked
issue-side-effects = What could go wrong
issue-region = Region
issue-month = Month
issue-verification = Level of verification
issue-presumption = Everyone is presumed innocent until a court has judged.
verification-unverified = Unverified
verification-plausible = Plausible
verification-corroborated = Corroborated by at least two sources
verification-documented = Documented
verification-refuted = Refuted
