// The lists of the company that every screen needs: areas, channels, purposes, wordings. Asked once per session.
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { api } from './client';
import type { ChannelKey } from './parts';
import type { Area, Channel, Purpose, Wording } from './schema';
import { type Asked, useAsk } from './useAsk';

export interface House {
    areas: Area[];
    channels: Channel[];
    purposes: Purpose[];
    wordings: Wording[];
    reload: () => void;
}

const HouseContext = createContext<House | null>(null);

export function useHouse() {
    const house = useContext(HouseContext);
    if (!house) throw new Error('needs the lists of the company');
    return house;
}

type Lists = Omit<House, 'reload'>;

export function useHouseLists(accountId: string): Asked<Lists> {
    return useAsk<Lists>(
        `house ${accountId}`,
        async (signal) => {
            const [areas, channels, purposes, wordings] = await Promise.all([
                api.get('/areas', { signal }),
                api.get('/channels', { signal }),
                api.get('/purposes', { signal }),
                api.get('/wordings', { signal }),
            ]);
            return {
                areas: areas.rows,
                channels: channels.rows,
                purposes: purposes.rows,
                wordings: wordings.rows,
            };
        },
        true,
    );
}

export function HouseProvider({
    lists,
    reload,
    children,
}: {
    lists: Lists;
    reload: () => void;
    children: ReactNode;
}) {
    const house = useMemo(() => ({ ...lists, reload }), [lists, reload]);
    return <HouseContext value={house}>{children}</HouseContext>;
}

export function useAreaName() {
    const { areas } = useHouse();
    return (area_no: number) => areas.find((area) => area.area_no === area_no)?.name ?? String(area_no);
}

/** Channels a screen shows first, then the others. */
export function useChannels(): { usual: ChannelKey[]; other: ChannelKey[] } {
    const { channels } = useHouse();
    return useMemo(
        () => ({
            usual: channels.filter((row) => row.usual).map((row) => row.channel),
            other: channels.filter((row) => !row.usual).map((row) => row.channel),
        }),
        [channels],
    );
}
