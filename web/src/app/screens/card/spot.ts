// Which cell of the matrix is chosen, and when its answer is over.
import { useEffect } from 'react';
import { useHouse } from '../../../api/house';
import type { ChannelKey } from '../../../api/parts';
import type { Spot } from '../../../features/permission/verdict';
import { navigate, useAddress, withQuery } from '../../../ui/navigation';

/** The chosen cell lives in the address, so that a colleague can be sent straight to it. */
export function useSpot() {
    const url = useAddress();
    const { areas, channels } = useHouse();
    const asked = Number(url.searchParams.get('bereich'));
    const area_no = areas.find((area) => area.area_no === asked)?.area_no ?? areas[0]?.area_no ?? 0;
    const channel: ChannelKey =
        channels.find((row) => row.channel === url.searchParams.get('kanal'))?.channel ?? 'phone';
    const setSpot = (spot: Spot) =>
        navigate(withQuery(url, { bereich: spot.area_no, kanal: spot.channel }), 'replace');
    return { spot: { area_no, channel }, setSpot };
}

/** A permission that ends at eight in the evening must not stand on the screen at half past. */
export function useRefreshWhenOver(instant: string | null | undefined, again: () => void) {
    useEffect(() => {
        const left_ms = instant ? new Date(instant).getTime() - Date.now() : Number.NaN;
        if (!(left_ms > 0) || left_ms > 86_400_000) return;
        const timer = setTimeout(again, left_ms + 1000);
        return () => clearTimeout(timer);
    }, [instant, again]);
}
