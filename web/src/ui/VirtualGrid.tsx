// A grid that draws only the rows in sight. One tab stop: the grid has the focus, the current row is told by
// aria-activedescendant, so that focus survives rows coming and going.
import {
    type KeyboardEvent,
    type ReactNode,
    type Ref,
    useEffect,
    useId,
    useImperativeHandle,
    useLayoutEffect,
    useRef,
    useState,
} from 'react';
import { revealing, visible } from './scroll';

export interface GridHandle {
    focus: () => void;
    move: (by: number) => void;
    open: () => void;
}

interface Props {
    label: string;
    head: ReactNode;
    count: number;
    /** The true number where it is known; the grid may hold fewer so far. */
    total: number | undefined;
    rowHeight: number;
    active: number;
    onActive: (row: number) => void;
    onOpen: (row: number) => void;
    onNearEnd: () => void;
    row: (index: number) => ReactNode;
    handle: Ref<GridHandle>;
    tail?: ReactNode;
}

// Below every engine's limit for the height of an element (ui/scroll.ts).
const max_height = 8_000_000;

export function VirtualGrid(props: Props) {
    const { label, head, count, total, rowHeight, active, onActive, onOpen, onNearEnd, row, handle, tail } =
        props;
    const id = useId();
    const scroller = useRef<HTMLDivElement>(null);
    const heading = useRef<HTMLDivElement>(null);
    const [scrollTop, setScrollTop] = useState(0);
    const [viewport, setViewport] = useState(600);
    const shape = { rows: count, rowHeight, viewport, maxHeight: max_height };
    const slice = visible(shape, scrollTop);

    useLayoutEffect(() => {
        const element = scroller.current;
        if (!element) return;
        // The heading stays in sight above the rows: they have what is left.
        const observer = new ResizeObserver(() =>
            setViewport(element.clientHeight - (heading.current?.offsetHeight ?? 0)),
        );
        observer.observe(element);
        return () => observer.disconnect();
    }, []);
    // Once, when the grid appears: whoever comes back to the list finds the row he left, not its beginning.
    useLayoutEffect(() => {
        const element = scroller.current;
        if (!element) return;
        const seen = element.clientHeight - (heading.current?.offsetHeight ?? 0);
        element.scrollTop = revealing({ ...shape, viewport: seen }, 0, active);
    }, []);
    useEffect(() => {
        if (slice.last >= count - 20) onNearEnd();
    }, [slice.last, count, onNearEnd]);

    const go = (to: number) => {
        const next = Math.max(0, Math.min(count - 1, to));
        const element = scroller.current;
        if (element) element.scrollTop = revealing(shape, element.scrollTop, next);
        onActive(next);
    };
    useImperativeHandle(handle, () => ({
        focus: () => scroller.current?.focus({ preventScroll: true }),
        move: (by) => go(active + by),
        open: () => onOpen(active),
    }));
    const page = Math.max(1, Math.floor(viewport / rowHeight) - 1);
    const onKey = (event: KeyboardEvent) => {
        const steps: Record<string, number> = {
            ArrowDown: 1,
            ArrowUp: -1,
            PageDown: page,
            PageUp: -page,
            Home: -count,
            End: count,
        };
        const step = steps[event.key];
        if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
        if (step !== undefined) go(active + step);
        else if (event.key === 'Enter') onOpen(active);
        else return;
        event.preventDefault();
    };
    const rows: ReactNode[] = [];
    for (let index = slice.first; index < slice.last; ++index) {
        rows.push(
            <div
                key={index}
                id={`${id}-${index}`}
                role="row"
                className="grid-row"
                aria-rowindex={index + 2}
                aria-selected={index === active}
                style={{
                    transform: `translateY(${slice.offset + (index - slice.first) * rowHeight}px)`,
                    height: rowHeight,
                }}
                onClick={(event) => {
                    if (!event.defaultPrevented) {
                        onActive(index);
                        onOpen(index);
                    }
                }}
            >
                {row(index)}
            </div>,
        );
    }
    const shown = active >= slice.first && active < slice.last;
    return (
        <div
            role="grid"
            aria-label={label}
            aria-rowcount={total === undefined ? -1 : total + 1}
            tabIndex={0}
            className="grid"
            ref={scroller}
            onKeyDown={onKey}
            aria-activedescendant={shown ? `${id}-${active}` : undefined}
            onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
        >
            <div role="row" className="grid-head" aria-rowindex={1} ref={heading}>
                {head}
            </div>
            <div role="rowgroup" className="grid-body" style={{ height: slice.height }}>
                {rows}
            </div>
            {tail}
        </div>
    );
}
