// Which objection came after a consent, and what it leaves of it. What may be done is the server's answer in the matrix;
// this keeps the list of records from looking like a yes that no longer is one.
import type { ChannelKey, Consent, Objection, Scope } from '../../api/parts';
import type { Area } from '../../api/schema';

/** A consent, or what was presumed, which has no date and outlasts no objection. */
type Said = Pick<Consent, 'areas' | 'channels' | 'given_at' | 'confirmed_at'>;

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
function shareOfAreas({ areas }: Objection, consent: Said, all: Area[]): Share {
    if (areas.all || areas.areas.length === 0) return 'whole';
    const meant = consent.areas.all ? all.map((area) => area.area_no) : consent.areas.areas;
    return shareOf(meant, (area_no) => isWithin(area_no, areas, all));
}

/** No channel named is every channel, and a no to calls is one to calling machines. */
function shareOfChannels({ channels }: Objection, consent: Said, all: ChannelKey[]): Share {
    if (channels.length === 0) return 'whole';
    const meant = consent.channels.length === 0 ? all : consent.channels;
    return shareOf(
        meant,
        (one) => channels.includes(one) || (one === 'robocall' && channels.includes('phone')),
    );
}

/** Given by somebody under age, and by no guardian: it permits nothing. */
export function isOfMinor(
    consent: Pick<Consent, 'given_at' | 'given_by'>,
    birth_date: string | null | undefined,
) {
    if (!birth_date || consent.given_by === 'guardian') return false;
    const [year = 0, ...rest] = birth_date.split('-');
    const of_age = [Number(year) + 18, ...rest].join('-');
    return berlinDay(consent.given_at ? new Date(consent.given_at) : new Date()) < of_age;
}

/** The day as the server counts it, year first. */
function berlinDay(at: Date) {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(at);
}

/** The newest objection in force that leaves nothing of the consent, else the newest that takes a part of it. */
export function overriding(
    consent: Said,
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
