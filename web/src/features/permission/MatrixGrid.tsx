// Areas × channels. One tab stop; arrows move, and the inspector follows. Every cell says a full sentence.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useChannels, useHouse } from '../../api/house';
import type { ChannelKey } from '../../api/parts';
import type { Area, Cell, Matrix } from '../../api/schema';
import { useWords } from '../../i18n';
import { ChannelIcon } from '../../ui/channel';
import { Legend, StatusIcon } from '../../ui/status';
import { cellAt, type Spot, type VerdictState } from './verdict';

interface Props {
    matrix: Matrix | undefined;
    state: VerdictState;
    spot: Spot;
    onSpot: (spot: Spot) => void;
}

/** Where an arrow leads from a cell; undefined for other keys. */
export function step(
    key: string,
    row: number,
    column: number,
    rows: number,
    columns: number,
): [number, number] | undefined {
    const clamp = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
    switch (key) {
        case 'ArrowUp':
            return [clamp(row - 1, rows), column];
        case 'ArrowDown':
            return [clamp(row + 1, rows), column];
        case 'ArrowLeft':
            return [row, clamp(column - 1, columns)];
        case 'ArrowRight':
            return [row, clamp(column + 1, columns)];
        case 'Home':
            return [row, 0];
        case 'End':
            return [row, columns - 1];
        default:
            return undefined;
    }
}

/** Sub-areas stand below the area they belong to. */
export function inTreeOrder(areas: Area[]): Area[] {
    const known = new Set(areas.map((area) => area.area_no));
    const below = (parent: number | null): Area[] =>
        areas
            .filter(
                (area) =>
                    (area.parent_no != null && known.has(area.parent_no) ? area.parent_no : null) === parent,
            )
            .flatMap((area) => [area, ...below(area.area_no)]);
    return below(null);
}

export function MatrixGrid({ matrix, state, spot, onSpot }: Props) {
    const words = useWords();
    const { card } = words;
    const areas = inTreeOrder(useHouse().areas);
    const { usual, other } = useChannels();
    const [all, setAll] = useState(() => other.includes(spot.channel));
    const channels = all ? [...usual, ...other] : usual;
    const grid = useRef<HTMLTableElement>(null);
    const follow = useRef(false);
    const row = Math.max(
        0,
        areas.findIndex((area) => area.area_no === spot.area_no),
    );
    const column = Math.max(0, channels.indexOf(spot.channel));

    useEffect(() => {
        if (!follow.current) return;
        follow.current = false;
        grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    }, [row, column]);
    const onKey = (event: KeyboardEvent) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const to = step(event.key, row, column, areas.length, channels.length);
        const area = to && areas[to[0]];
        const channel = to && channels[to[1]];
        if (!area || !channel) return;
        event.preventDefault();
        follow.current = true;
        onSpot({ area_no: area.area_no, channel });
    };
    return (
        <section className="panel matrix-panel" aria-labelledby="matrix-title">
            <div className="panel-head">
                <h2 id="matrix-title">{card.matrix}</h2>
                <p className="hint wide-only">{card.matrixHint}</p>
            </div>
            <div className="matrix-scroll">
                <table
                    role="grid"
                    className={`matrix ${all ? 'many' : ''}`}
                    aria-labelledby="matrix-title"
                    aria-busy={state === 'checking'}
                    onKeyDown={onKey}
                    ref={grid}
                >
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col">
                                {card.area}
                            </th>
                            {channels.map((channel) => (
                                <th role="columnheader" scope="col" key={channel}>
                                    <span className="matrix-channel">
                                        <ChannelIcon channel={channel} />
                                        {words.channelShort[channel]}
                                    </span>
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        {areas.map((area, at) => (
                            <tr role="row" key={area.area_no}>
                                <th
                                    role="rowheader"
                                    scope="row"
                                    className={area.parent_no == null ? '' : 'sub'}
                                >
                                    {area.name}
                                </th>
                                {channels.map((channel, across) => (
                                    <MatrixCell
                                        key={channel}
                                        area={area}
                                        channel={channel}
                                        here={at === row && across === column}
                                        state={state}
                                        cell={cellAt(matrix, { area_no: area.area_no, channel })}
                                        onSpot={() => onSpot({ area_no: area.area_no, channel })}
                                    />
                                ))}
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            <div className="matrix-foot">
                <Legend />
                {other.length > 0 && (
                    <button
                        type="button"
                        className="link-button"
                        aria-expanded={all}
                        onClick={() => setAll(!all)}
                    >
                        {all ? card.fewerChannels : card.otherChannels}
                    </button>
                )}
            </div>
        </section>
    );
}

function MatrixCell({
    area,
    channel,
    cell,
    here,
    state,
    onSpot,
}: {
    area: Area;
    channel: ChannelKey;
    cell: Cell | undefined;
    here: boolean;
    state: VerdictState;
    onSpot: () => void;
}) {
    const words = useWords();
    // Without an answer a cell is never green, not even the one of a moment ago.
    const status = state !== 'ready' || !cell ? 'unknown' : cell.status;
    const checking = state === 'checking';
    const word = checking ? words.card.checking : words.status[status];
    return (
        <td
            role="gridcell"
            className={`cell ${status} ${checking ? 'checking' : ''}`}
            tabIndex={here ? 0 : -1}
            aria-selected={here}
            aria-label={words.card.cell(area.name, words.channel[channel], word)}
            onClick={onSpot}
        >
            <StatusIcon status={status} size={17} />
            <span className="cell-word">{word}</span>
            <span className="cell-channel" aria-hidden="true">
                {words.channelShort[channel]}
            </span>
        </td>
    );
}
