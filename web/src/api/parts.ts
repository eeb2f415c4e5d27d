// Names for what stands inside the document's schemas, so that no screen spells them out.
import type { Cell, NewContactPoint, Person, PersonMembers, Session } from './schema';

export type Status = Cell['status'];
/** A channel's key; the schema of that name is its row in the list of channels. */
export type ChannelKey = Cell['channel'];
export type Text = Cell['sentence'];
export type Right = Session['rights'][number];
export type ContactPoint = Person['contact_points'][number];
export type Claim = Person['claims'][number];
export type Objection = Person['objections'][number];
export type Consent = Person['consents'][number];
export type Scope = Claim['areas'];
export type PointKind = NewContactPoint['kind'];
export type RecipientKind = PersonMembers['kind'];
