import { letterOf, type LetterFacts } from './letter';

/** A page as it is printed. Boxes and lines are drawn by the style sheet. */
export function Letter(facts: LetterFacts) {
    const letter = letterOf(facts);
    return (
        <article className="letter" lang={facts.language}>
            <header>
                <div className="letter-sender">
                    <p>{letter.sender}</p>
                    <Lines lines={letter.from} />
                </div>
                <address>
                    <Lines lines={letter.to} />
                </address>
                <p className="letter-date">{letter.date}</p>
            </header>
            <p className="letter-subject">{letter.subject}</p>
            <p>{letter.greeting}</p>
            {letter.paragraphs.map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
            ))}
            <p>{letter.close}</p>
            <p>{letter.sender}</p>
            <section className="letter-reply">
                <p className="letter-subject">{letter.reply}</p>
                <p className="letter-box">{letter.yes}</p>
                <ul>
                    {letter.channels.map((channel) => (
                        <li key={channel} className="letter-box">
                            {channel}
                        </li>
                    ))}
                </ul>
                <p className="letter-box">{letter.no}</p>
                <div className="letter-sign">
                    {letter.signature.map((line) => (
                        <span key={line}>{line}</span>
                    ))}
                </div>
            </section>
        </article>
    );
}

function Lines({ lines }: { lines: string[] }) {
    return lines.map((line, at) => (
        <span className="block" key={at}>
            {line}
        </span>
    ));
}
