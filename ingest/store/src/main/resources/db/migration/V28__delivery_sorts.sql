-- Mails that are not taken are looked for every few seconds, among all that ever were.

ALTER TABLE delivery
  ADD KEY by_state (state, at),
  ADD KEY by_address (address, state, at);
