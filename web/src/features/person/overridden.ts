// Which objection came after a consent, and what it leaves of it. What may be done is the server's answer in the matrix;
// this keeps the list of records from looking like a yes that no longer is one.
import type { ChannelKey, Consent, Objection, Scope } from '../../api/parts';
import type { Area } from '../../api/schema';

type Share = 'none' | 'part' | 'whole';
export interface Overridden {
    by: Objection;
    share: 'part' | 'whole';
}

/** An objection to an area is one to what lies below it. */
function isWithin(area_no: number | undefined, scope: Scope, all: Area[]): boolean {
    if (area_no === undefined) return false;
    if (scope.areas.includes(area_no)) return true;
    return isWithin(all.find((area) => area.area_no === area_no)?.parent_no, scope, all);
}

function shareOf<T>(meant: T[], isCovered: (one: T) => boolean): Share {
    const covered = meant.filter(isCovered).length;
    return covered === 0 ? 'none' : covered === meant.length ? 'whole' : 'part';
}

/** No area named is every area. */
function shareOfAreas({ areas }: Objection, consent: Consent, all: Area[]): Share {
    if (areas.all || areas.areas.length === 0) return 'whole';
    const meant = consent.areas.all ? all.map((area) => area.area_no) : consent.areas.areas;
    return shareOf(meant, (area_no) => isWithin(area_no, areas, all));
}

/** No channel named is every channel, and a no to calls is one to calling machines. */
function shareOfChannels({ channels }: Objection, consent: Consent, all: ChannelKey[]): Share {
    if (channels.length === 0) return 'whole';
    const meant = consent.channels.length === 0 ? all : consent.channels;
    return shareOf(
        meant,
        (one) => channels.includes(one) || (one === 'robocall' && channels.includes('phone')),
    );
}

/** The newest objection in force that leaves nothing of the consent, else the newest that takes a part of it. */
export function overriding(
    consent: Consent,
    objections: Objection[],
    areas: Area[],
    channels: ChannelKey[],
): Overridden | undefined {
    const said = new Date(consent.confirmed_at ?? consent.given_at ?? '').getTime();
    const found = objections
        // A no of the same instant wins, and a consent without a date outlasts none.
        .filter((each) => each.state === 'active' && !(said > new Date(each.objected_at).getTime()))
        .sort((one, other) => other.objected_at.localeCompare(one.objected_at))
        .flatMap((by): Overridden[] => {
            const shares = [shareOfAreas(by, consent, areas), shareOfChannels(by, consent, channels)];
            if (shares.includes('none')) return [];
            return [{ by, share: shares.includes('part') ? 'part' : 'whole' }];
        });
    return found.find(({ share }) => share === 'whole') ?? found[0];
}
