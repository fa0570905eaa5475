using System.Collections.Concurrent;
using System.Globalization;

namespace LockValidator;

/// <summary>
/// Replays files. One thread reads and cuts them into blocks, scenarios (which do not depend on each other) are replayed by as many
/// workers as there are processors, and the calling thread prints what came of them in the order of the input. Recordings, whose
/// lines do depend on each other, are played by the calling thread itself. Memory: a few blocks, whatever the length of the input.
/// </summary>
internal sealed class TraceReplay
{
    private readonly ReplayOptions _options;
    private readonly ReplayConsole _console;
    private readonly IOutcomeFormat _format;
    private readonly ConcurrentBag<ScenarioWorker> _idle = [];
    private readonly ReplayTotals _totals = new();
    private readonly ProgressLine _progress;

    public TraceReplay(ReplayOptions options, ReplayConsole console)
    {
        _options = options;
        _console = console;
        _format = OutcomeFormats.For(options);
        _progress = new ProgressLine(console.Error, console.IsErrorTerminal, console.Clock);
    }

    /// <summary>Replays all files and prints what came of them.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public int Run()
    {
        TraceFormatException? failure = null;
        foreach (string file in _options.Files)
        {
            failure = Replay(file);
            if (failure is not null)
            {
                break;
            }
        }

        _progress.Clear();
        if (failure is null || _totals.Scenarios + _totals.Recordings > 0)
        {
            _format.WriteSummary(_totals, _console);
        }

        _console.Output.Flush();
        if (_totals.InternalFailures > 0)
        {
            Note(string.Create(CultureInfo.InvariantCulture, $"The checker failed {_totals.InternalFailures} times inside: a defect of LockValidator, and the results are not to be trusted."));
        }

        if (failure is not null)
        {
            _console.Error.WriteLine(failure.Message);
            _console.Error.Flush();
            return ExitCodes.BadInput;
        }

        bool isClean = _options.Expect ? _totals.Agreed == _totals.Compared : _totals.Findings == 0;
        return isClean ? ExitCodes.Clean : ExitCodes.Findings;
    }

    private TraceFormatException? Replay(string file)
    {
        try
        {
            using Stream stream = TraceInput.Open(file, _console.Input);
            var reader = new LineBlockReader(TraceInput.ShownName(file), stream, _options.MaxLine, eager: file == TraceInput.StandardInput);
            using var recordings = new RecordingWorker(_options, _format, Note);
            long linesBefore = _totals.Scenarios + _totals.Recordings;
            TraceFormatException? failure = Replay(reader, file, recordings);
            recordings.Finish(_totals, _console.Output);
            return failure is null && _totals.Scenarios + _totals.Recordings == linesBefore
                ? new TraceFormatException(TraceInput.ShownName(file), "holds no line, so there is nothing to replay.")
                : failure;
        }
        catch (TraceFormatException failure)
        {
            return failure;
        }
    }

    private TraceFormatException? Replay(LineBlockReader reader, string file, RecordingWorker recordings)
    {
        using var stop = new CancellationTokenSource();
        using var queue = new BlockingCollection<QueuedBlock>(_options.Workers * 2);
        Task reading = Task.Factory.StartNew(
            () => Read(reader, queue, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        TraceFormatException? failure = null;
        try
        {
            foreach (QueuedBlock queued in queue.GetConsumingEnumerable())
            {
                failure = queued.Failure ?? Print(queued, recordings);
                queued.Block?.Return();
                _progress.Update(TraceInput.ShownName(file), _totals, reader.BytesRead);
                if (failure is not null)
                {
                    break;
                }
            }
        }
        finally
        {
            stop.Cancel();
            foreach (QueuedBlock left in queue.GetConsumingEnumerable())
            {
                left.Work?.Wait();
                left.Block?.Return();
            }

            reading.Wait();
        }

        return failure;
    }

    private TraceFormatException? Print(QueuedBlock queued, RecordingWorker recordings)
    {
        if (queued.Work is null)
        {
            return recordings.Replay(queued.Block!, _totals, _console.Output);
        }

        recordings.Finish(_totals, _console.Output);
        BlockOutcome outcome = queued.Work.GetAwaiter().GetResult();
        if (outcome.Text.Length > 0)
        {
            _progress.Clear();
            _console.Output.Write(outcome.Text);
        }

        _totals.Add(outcome.Totals);
        return outcome.Failure;
    }

    /// <summary>The reading thread.</summary>
    private void Read(LineBlockReader reader, BlockingCollection<QueuedBlock> queue, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested && reader.Next() is { } block)
            {
                Task<BlockOutcome>? work = block.Kind == LineKind.Recording ? null : Task.Run(() => Replay(block), CancellationToken.None);
                queue.Add(new QueuedBlock(block, work, null), CancellationToken.None);
            }
        }
        catch (TraceFormatException failure)
        {
            queue.Add(new QueuedBlock(null, null, failure), CancellationToken.None);
        }
        finally
        {
            queue.CompleteAdding();
        }
    }

    private BlockOutcome Replay(LineBlock block)
    {
        if (!_idle.TryTake(out ScenarioWorker? worker))
        {
            worker = new ScenarioWorker(_options, _format);
        }

        try
        {
            return worker.Replay(block);
        }
        finally
        {
            _idle.Add(worker);
        }
    }

    private void Note(string text)
    {
        _progress.Clear();
        _console.Error.WriteLine(text);
    }

    private readonly record struct QueuedBlock(LineBlock? Block, Task<BlockOutcome>? Work, TraceFormatException? Failure);
}
