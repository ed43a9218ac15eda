/** Makes an opaque id: 16 random bytes in base64url. Injected, so that decisions stay pure. */
export type NewId = () => string;

/** Time-ordered id of a message or an event: a ULID of the given clock. */
export type NewMessageId = () => string;
