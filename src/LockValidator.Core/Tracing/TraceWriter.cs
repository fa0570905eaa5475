using System.Text;

namespace LockValidator;

/// <summary>Records what a checker is fed, as trace format 2 (JSON Lines), for <c>lockvalidator replay</c>.</summary>
/// <remarks>
/// Hand it to <see cref="LockChecker.RecordTo"/>. Every operation is written through at once, so a crash of the process loses at most the
/// last line, and a run of any length can be recorded in bounded memory. Safe for use by any number of threads; costs one lock and
/// one write for each operation. It never breaks the program: after a failed write it stops, and <see cref="Failure"/> says why.
/// </remarks>
public sealed class TraceWriter : IDisposable
{
    /// <summary>Locks and places that are remembered before all are introduced anew: some 100 MB at the very most.</summary>
    internal const int DefaultMemory = 1 << 20;

    // A plain lock of the BCL; it guards everything below and is never held while code of the user's runs, but for the stream's.
    private readonly object _gate = new();
    private readonly TraceEncoder _encoder;
    private readonly Stream? _stream;
    private readonly TextWriter? _text;
    private readonly bool _leaveOpen;
    private bool _isClosed;
    private Exception? _failure;

    /// <summary>Records to a file, which is created or overwritten.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">The file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be created.</exception>
    public TraceWriter(string path)
        : this(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0))
    {
    }

    /// <summary>Records to a stream, which is flushed after each operation.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="leaveOpen">True: disposing the writer does not dispose the stream.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public TraceWriter(Stream stream, bool leaveOpen = false)
        : this(DefaultMemory, leaveOpen)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
    }

    /// <summary>Records to a text writer, which is flushed after each operation.</summary>
    /// <param name="writer">The text writer. It is used by one thread at a time.</param>
    /// <param name="leaveOpen">True: disposing this writer does not dispose the text writer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public TraceWriter(TextWriter writer, bool leaveOpen = false)
        : this(writer, leaveOpen, DefaultMemory)
    {
    }

    internal TraceWriter(TextWriter writer, bool leaveOpen, int memory)
        : this(memory, leaveOpen)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _text = writer;
    }

    private TraceWriter(int memory, bool leaveOpen)
    {
        _encoder = new TraceEncoder(memory);
        _leaveOpen = leaveOpen;
    }

    /// <summary>Why recording stopped; null while all is well.</summary>
    public Exception? Failure
    {
        get
        {
            lock (_gate)
            {
                return _failure;
            }
        }
    }

    /// <summary>Ends the recording. What is written after it is dropped.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            _encoder.Dispose();
            if (!_leaveOpen)
            {
                _stream?.Dispose();
                _text?.Dispose();
            }
        }
    }

    /// <summary>Called by the checker when recording to this writer begins. Another call begins another checker's recording.</summary>
    internal void Begin(LockCheckerOptions options)
    {
        lock (_gate)
        {
            if (CanWrite)
            {
                _encoder.Begin(options);
                WriteThroughLocked();
            }
        }
    }

    /// <summary>Called by a checker for each operation it is fed, from any thread, one at a time per flow but concurrently between flows.</summary>
    internal void Write(in FlowOperation operation)
    {
        // An order function is the user's and rendering a stack is slow: both outside the lock.
        IReadOnlyList<ComparedOwner> compared = [];
        if (operation is { Flow: { } flow, Map.Owner: not null })
        {
            RecordedFlow known = _encoder[flow];
            compared = known.Compare(in operation);
            known.Follow(in operation, operation.Other is null ? null : _encoder[operation.Other]);
        }

        IReadOnlyList<string> frames = operation.Position?.Frames ?? [];
        lock (_gate)
        {
            if (CanWrite)
            {
                _encoder.Encode(in operation, compared, frames);
                WriteThroughLocked();
            }
        }
    }

    private bool CanWrite => !_isClosed && _failure is null;

    private void WriteThroughLocked()
    {
        try
        {
            if (_stream is not null)
            {
                _stream.Write(_encoder.Lines);
                _stream.Flush();
            }
            else
            {
                _text!.Write(Encoding.UTF8.GetString(_encoder.Lines));
                _text.Flush();
            }
        }
#pragma warning disable CA1031 // Whatever a stream throws, the program whose locks are recorded goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failure = failure;
        }
        finally
        {
            _encoder.Clear();
        }
    }
}
