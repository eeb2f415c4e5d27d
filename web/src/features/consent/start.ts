import type { ChannelKey, Scope } from '../../api/parts';
import type { Area } from '../../api/schema';

/** What a consent dialog begins with. */
export interface ConsentStart {
    areas: number[];
    channels: ChannelKey[];
    claim_id?: string;
}

interface Claimed {
    claim_id: string;
    areas: Scope;
    channels: ChannelKey[];
}

/** To prove a claim: what it says, with every area by its number. */
export function startOf({ claim_id, areas, channels }: Claimed, all: Area[]): ConsentStart {
    return { claim_id, channels, areas: areas.all ? all.map((area) => area.area_no) : areas.areas };
}
