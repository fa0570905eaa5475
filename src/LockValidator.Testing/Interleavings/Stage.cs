using System.Diagnostics;
using System.Globalization;

namespace LockValidator;

/// <summary>
/// Where pieces of code run under control: each stops before each of its locks until it is let go on, and is let go only when no
/// other piece holds the lock. So none of them ever blocks in a real lock that another one has.
/// </summary>
internal sealed class Stage : IDisposable
{
    // Code that waits with a time limit again and again, and keeps what the others wait for, is stuck as well; a few tries are not that.
    private const int MostVainWaits = 5;

    private readonly object _gate = new();
    private readonly TimeSpan _limit;
    private readonly LockChecker _checker = new(new LockCheckerOptions { Execution = "interleaving" });
    private readonly List<Thread> _threads = [];

    // All under _gate.
    private readonly List<string> _taken = [];
    private bool _isOver;

    public Stage(TimeSpan limit, IReadOnlyList<Func<Task>> pieces)
    {
        if (!LockValidation.IsEnabled)
        {
            throw new InvalidOperationException("Code can be driven only where lock validation is on: its locks are not seen.");
        }

        _limit = limit;
        Pieces = pieces.Select((code, index) => new Piece(this, (index + 1).ToString(CultureInfo.InvariantCulture), code)).ToList();
    }

    public IReadOnlyList<Piece> Pieces { get; }

    public IReadOnlyList<string> Taken
    {
        get
        {
            lock (_gate)
            {
                return [.. _taken];
            }
        }
    }

    public IReadOnlyList<Exception> Failures
    {
        get
        {
            lock (_gate)
            {
                return [.. Pieces.Select(static piece => piece.Failure).OfType<Exception>()];
            }
        }
    }

    public IReadOnlyList<Violation> Violations => _checker.Violations;

    public void Start()
    {
        foreach (Piece piece in Pieces)
        {
            var thread = new Thread(() => Run(piece)) { IsBackground = true, Name = "piece " + piece.Name };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>Waits until every piece has ended or stands before a lock.</summary>
    /// <returns>The pieces that do neither within the limit.</returns>
    public List<Piece> WaitForRest()
    {
        long start = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (Pieces.Any(static piece => !piece.IsAtRest))
            {
                TimeSpan left = _limit - Stopwatch.GetElapsedTime(start);
                if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left))
                {
                    break;
                }
            }

            return Pieces.Where(static piece => !piece.IsAtRest).ToList();
        }
    }

    /// <summary>The pieces that hold what a piece stands before: itself for a lock that it cannot take twice.</summary>
    public List<Piece> BlockersOf(Piece piece) => piece.Wanted is not { } wanted ? [] : Pieces
        .Where(other => other.Held.Exists(held => wanted.IsBlockedBy(held, isOwn: other == piece)))
        .ToList();

    /// <summary>Pieces that wait for each other in a circle; null where there are none. To be asked at rest.</summary>
    public List<Piece>? FindDeadlock()
    {
        foreach (Piece start in Pieces.Where(static piece => piece.IsAtGate))
        {
            var path = new List<Piece>();
            if (Circle(start, path, []))
            {
                return path;
            }
        }

        return null;

        bool Circle(Piece at, List<Piece> path, HashSet<Piece> seen)
        {
            if (path.IndexOf(at) is >= 0 and int from)
            {
                path.RemoveRange(0, from);
                return true;
            }

            if (!at.IsAtGate || !seen.Add(at))
            {
                return false;
            }

            path.Add(at);
            if (BlockersOf(at).Exists(blocker => Circle(blocker, path, seen)))
            {
                return true;
            }

            path.RemoveAt(path.Count - 1);
            return false;
        }
    }

    /// <summary>Of pieces that cannot go on: one whose wait has a time limit of its own, so that it will give up; null where there is none.</summary>
    public static Piece? WhoGivesUp(IEnumerable<Piece> stuck) => stuck.FirstOrDefault(static piece => piece is { Wanted.IsTimed: true, VainWaits: < MostVainWaits });

    public void Permit(Piece piece)
    {
        lock (_gate)
        {
            piece.IsPermitted = true;
            piece.Vain = null;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Lets a piece wait for what it cannot have, until its own time limit.</summary>
    public void PermitInVain(Piece piece)
    {
        lock (_gate)
        {
            Permit(piece);
            piece.Vain = piece.Wanted;
            piece.VainWaits++;
        }
    }

    /// <summary>Makes every piece give up, and waits for their end; what cannot be made to end is left to die with the process.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            foreach (Piece piece in Pieces.Where(static piece => piece.IsAtGate))
            {
                piece.IsRefused = true;
            }

            Monitor.PulseAll(_gate);
        }

        foreach (Thread thread in _threads)
        {
            if (!thread.Join(_limit))
            {
                // It waits for something else than a validated lock: most waits end at this.
                thread.Interrupt();
                thread.Join(_limit);
            }
        }

        _checker.Dispose();
    }

    /// <summary>A piece stands before a lock until it is let go on.</summary>
    public void Ask(Piece piece, LockRequest request)
    {
        lock (_gate)
        {
            // Another thread of the same piece may stand there already.
            while (piece.Wanted is not null && !_isOver)
            {
                Monitor.Wait(_gate);
            }

            if (!_isOver)
            {
                piece.Wanted = request;
                Monitor.PulseAll(_gate);
                while (!piece.IsPermitted && !piece.IsRefused)
                {
                    Monitor.Wait(_gate);
                }

                bool refused = piece.IsRefused;
                piece.Wanted = null;
                piece.IsPermitted = piece.IsRefused = false;
                Monitor.PulseAll(_gate);
                if (refused)
                {
                    throw new InterleavingEndedException();
                }
            }

            if (!ReferenceEquals(piece.Vain, request))
            {
                Take(piece, request);
            }
        }
    }

    public void NoteTaken(Piece piece, LockRequest request)
    {
        lock (_gate)
        {
            Take(piece, request);
        }
    }

    public void NoteReleased(Piece piece, LockMap map, LockMode? mode)
    {
        lock (_gate)
        {
            if (piece.Vain?.Map == map)
            {
                piece.Vain = null;
                return;
            }

            int index = piece.Held.FindLastIndex(held => held.Map == map && (mode is null || held.Mode == mode));
            if (index >= 0)
            {
                piece.Held.RemoveAt(index);
            }
        }
    }

    private void Take(Piece piece, LockRequest request)
    {
        piece.Held.Add(request);
        _taken.Add($"{piece.Name}:{request.Name}");
    }

    private void Run(Piece piece)
    {
        // A flow of its own: what the piece still holds when it is made to end is the driver's doing, and no finding of the program.
        using IDisposable current = new LockFlow(_checker, "piece " + piece.Name).MakeCurrent();
        try
        {
            using LockScope scope = LockScope.Begin(_checker, "piece " + piece.Name, piece);
            piece.Code().GetAwaiter().GetResult();
        }
        catch (InterleavingEndedException)
        {
            // Ours.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            lock (_gate)
            {
                if (!_isOver)
                {
                    piece.Failure = e;
                }
            }
        }
        finally
        {
            lock (_gate)
            {
                piece.HasEnded = true;
                Monitor.PulseAll(_gate);
            }
        }
    }
}
