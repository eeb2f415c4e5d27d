import type { ChannelKey, Claim, Scope } from '../../api/parts';
import type { Area, NewConsent } from '../../api/schema';

export type ConsentWay = NewConsent['way'];
export const ways: readonly ConsentWay[] = ['paper', 'web_form', 'email', 'spoken', 'other'];

/** What a consent dialog begins with. */
export interface ConsentStart {
    areas: number[];
    channels: ChannelKey[];
    claim_id?: string;
    /** What a list said of it. */
    said?: string;
    way?: ConsentWay | undefined;
    given_on?: string | undefined;
    source?: string;
}

type Claimed = Pick<Claim, 'claim_id' | 'channels' | 'said' | 'claimed_on' | 'way' | 'source'> & {
    areas: Scope;
};

/** To prove a claim: what the list says, with every area by its number. What it does not say stays open. */
export function startOf(
    { claim_id, areas, channels, said, claimed_on, way, source }: Claimed,
    all: Area[],
): ConsentStart {
    return {
        claim_id,
        said,
        channels,
        areas: areas.all ? all.map((area) => area.area_no) : areas.areas,
        given_on: claimed_on,
        // A key, or the list's own word, which says less than a form has to.
        way: ways.find((each) => each === way),
        source: source.name,
    };
}
