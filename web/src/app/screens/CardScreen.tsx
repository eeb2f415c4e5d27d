// The card: identity, verdict, matrix with its reasons, data, wills, timeline. It joins what the features know; none of
// them knows another.
import { FilePlus2, Handshake } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../api/client';
import { useHouse } from '../../api/house';
import type { Claim } from '../../api/parts';
import type { Matrix, Person } from '../../api/schema';
import { useRight } from '../../api/session';
import { useAsk } from '../../api/useAsk';
import { Timeline } from '../../features/log/Timeline';
import { Banner } from '../../features/permission/Banner';
import { Inspector } from '../../features/permission/Inspector';
import { MatrixGrid } from '../../features/permission/MatrixGrid';
import { useVerdictSentence, useWaitingWords } from '../../features/permission/sentence';
import { cellAt, mayOffer, type Spot, type VerdictState } from '../../features/permission/verdict';
import { DataPanel } from '../../features/person/DataPanel';
import { Identity, Steps } from '../../features/person/Identity';
import { neighbours } from '../../features/person/trail';
import { WillsPanel } from '../../features/person/WillsPanel';
import { useFormat, useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import '../../ui/css/card.css';
import { useKey } from '../../ui/keys';
import { navigate, useAddress } from '../../ui/navigation';
import { forgetWhyNot, tellWhyNot } from '../../ui/notice';
import { useReturn } from '../../ui/useReturn';
import { Note, RefusalNote, Skeleton, Trouble, useLate } from '../../ui/states';
import { CardDialogs, type Open } from './card/CardDialogs';
import { useRefreshWhenOver, useSpot } from './card/spot';

const verdict_id = 'verdict';

export default function CardScreen({ id }: { id: string }) {
    const { card } = useWords();
    const person = useAsk<Person>(
        `person ${id}`,
        (signal) => api.get('/persons/{person_id}', { path: { person_id: id }, signal }),
        true,
    );
    const late = useLate(person.pending && !person.data);
    const url = useAddress();
    const { previous, next } = neighbours(id);
    const to = (other: string | undefined) => (other ? `/kunden/${other}${url.search}` : undefined);
    useKey('j', () => {
        const there = to(next);
        if (there) navigate(there, 'replace');
    });
    useKey('k', () => {
        const there = to(previous);
        if (there) navigate(there, 'replace');
    });
    return (
        <div className="page card-page">
            <Steps back={`/kunden${backQuery(url)}`} previous={to(previous)} next={to(next)} />
            {!person.data && <h1 className="hidden">{card.title}</h1>}
            {late && (
                <div className="panel">
                    <Skeleton lines={8} />
                </div>
            )}
            {person.refusal && !person.data && (
                <div className="panel">
                    <Trouble refusal={person.refusal} again={person.again} />
                </div>
            )}
            {person.refusal && person.data && <RefusalNote refusal={person.refusal} />}
            {person.data && <Card key={id} person={person.data} onChanged={person.again} />}
        </div>
    );
}

function backQuery(url: URL) {
    const area = url.searchParams.get('bereich');
    return area ? `?bereich=${encodeURIComponent(area)}` : '';
}

function Card({ person, onChanged }: { person: Person; onChanged: () => void }) {
    const { card } = useWords();
    const format = useFormat();
    const { person_id } = person;
    const { areas } = useHouse();
    const mayAsk = useRight('ask_permission');
    const mayConsent = useRight('record_consent');
    const mayObject = useRight('record_objection');
    const mayInterest = useRight('record_interest');
    const mayEdit = useRight('edit_person');
    const mayCreate = useRight('create_person');
    const { spot, setSpot } = useSpot();
    const [open, setOpen] = useState<Open>(null);
    const [claim, setClaim] = useState<Claim>();
    const [turn, setTurn] = useState(0);
    const matrix = useAsk<Matrix>(mayAsk ? `matrix ${person_id}` : null, (signal) =>
        api.get('/persons/{person_id}/permissions', { path: { person_id }, signal }),
    );
    const state: VerdictState = !mayAsk
        ? 'no_right'
        : matrix.pending
          ? 'checking'
          : matrix.data
            ? 'ready'
            : 'failed';
    const callSpot: Spot = { area_no: spot.area_no, channel: 'phone' };
    const callCell = state === 'ready' ? cellAt(matrix.data, callSpot) : undefined;
    const callable = mayOffer(callCell);
    useRefreshWhenOver(callCell?.hours.open ? callCell.hours.until : callCell?.hours.from, matrix.again);

    const close = () => {
        setOpen(null);
        setClaim(undefined);
    };
    const reload = () => {
        onChanged();
        matrix.again();
        setTurn((n) => n + 1);
    };
    const changed = () => {
        close();
        reload();
    };
    // A colleague may have written down a no meanwhile.
    useReturn(reload);
    useKey('w', () => setOpen('objection'), mayObject);
    useKey('e', () => setOpen('consent'), mayConsent);
    useKey('b', () => setOpen('edit'), mayEdit);
    const banner = useRef<HTMLElement>(null);
    const verdict = useVerdictSentence();
    const waiting = useWaitingWords();
    const call = () => {
        if (callable) return setOpen('call');
        tellWhyNot(callCell ? verdict(callCell, matrix.data?.asked_at ?? '') : waiting(state).title);
        banner.current?.focus();
    };
    useKey('a', call, mayAsk);
    useEffect(() => void forgetWhyNot(), [spot.area_no, open]);
    useKey('n', () => setOpen('new'), mayCreate);
    const restriction = person.restrictions.find(
        (each) => !each.until_at || new Date(each.until_at).getTime() > Date.now(),
    );
    const cell = state === 'ready' ? cellAt(matrix.data, spot) : undefined;
    return (
        <>
            <Identity
                person={person}
                callBlockedBy={callable ? undefined : verdict_id}
                onCall={mayAsk ? call : undefined}
                onObjection={mayObject ? () => setOpen('objection') : undefined}
                onEdit={mayEdit ? () => setOpen('edit') : undefined}
            />
            {restriction && (
                <Note tone="stop">
                    {[card.restricted(format.date(restriction.since_at)), restriction.reason]
                        .filter(Boolean)
                        .join(' – ')}
                </Note>
            )}
            <Banner
                state={state}
                cell={callCell}
                asked_at={matrix.data?.asked_at}
                area_no={spot.area_no}
                reasonId={verdict_id}
                ref={banner}
                onArea={(area_no) => setSpot({ area_no, channel: 'phone' })}
            />
            {matrix.refusal && (
                <div className="panel">
                    <Trouble refusal={matrix.refusal} again={matrix.again} />
                </div>
            )}
            <div className="card-columns">
                <div className="card-main">
                    {areas.length === 0 && <Note tone="unk">{card.noAreas}</Note>}
                    {mayAsk && areas.length > 0 && (
                        <MatrixGrid matrix={matrix.data} state={state} spot={spot} onSpot={setSpot} />
                    )}
                    {areas.length > 0 && (
                        <div className="inspector-slot">
                            <Inspector
                                person_id={person_id}
                                spot={spot}
                                cell={cell}
                                asked_at={matrix.data?.asked_at}
                                checking={state !== 'ready'}
                                actions={
                                    <>
                                        {mayConsent && (
                                            <Button
                                                icon={<FilePlus2 size={16} aria-hidden="true" />}
                                                hint="E"
                                                onClick={() => setOpen('consent')}
                                            >
                                                {card.consent}
                                            </Button>
                                        )}
                                        {mayInterest && (
                                            <Button
                                                look="quiet"
                                                icon={<Handshake size={16} aria-hidden="true" />}
                                                onClick={() => setOpen('interest')}
                                            >
                                                {card.interest}
                                            </Button>
                                        )}
                                    </>
                                }
                            />
                        </div>
                    )}
                    <DataPanel person={person} onChanged={reload} />
                    <WillsPanel
                        person={person}
                        onProve={
                            mayConsent
                                ? (proven) => {
                                      setClaim(proven);
                                      setOpen('consent');
                                  }
                                : undefined
                        }
                        onChanged={reload}
                    />
                    <Timeline person_id={person_id} turn={turn} />
                </div>
            </div>
            <CardDialogs
                open={open}
                person={person}
                spot={spot}
                claim={claim}
                onClose={close}
                onDone={changed}
                onReload={reload}
                onObjection={mayObject ? () => setOpen('objection') : undefined}
            />
        </>
    );
}
