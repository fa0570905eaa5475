namespace LockValidator;

/// <summary>
/// Makes pieces of code take their locks in a chosen order, without sleeps: a reported inversion becomes a test that shows the
/// deadlock each time, and, after the fix, that it is gone.
/// </summary>
/// <remarks>
/// Each piece runs on a thread of its own, with all that it starts and awaits, in a scope with one graph of their own. It stops before
/// each validated lock until the schedule lets it go on; a try never waits, so it does not stop. A deadlock is recognised before it
/// happens, and then the acquisitions throw, so that the pieces end: nothing hangs. Who waits with a time limit gives up instead, and goes
/// on without the lock; it takes part in a deadlock only if it tries again and again. Waits for anything but validated locks are not
/// driven; they end at the time limit.
/// </remarks>
public static class Interleaving
{
    /// <summary>How long a piece may take to come to its next lock, or to end.</summary>
    public static TimeSpan DefaultLimit { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Runs pieces of code in a chosen order of their locks.</summary>
    /// <param name="schedule">
    /// Such as "1 2 1 2": each number lets that piece take its next lock; "1:B" lets it go on until it takes B (a name as in reports; a <c>#n</c> in it makes no difference). When the schedule is done,
    /// what remains runs in turn.
    /// </param>
    /// <param name="pieces">The code, numbered from 1.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="LockScriptException">The schedule cannot be read.</exception>
    public static InterleavingResult Run(string schedule, params Action[] pieces) => Run(schedule, DefaultLimit, Pieces(pieces));

    /// <summary>As <see cref="Run(string, Action[])"/>, for code that awaits.</summary>
    /// <inheritdoc cref="Run(string, Action[])"/>
    public static InterleavingResult Run(string schedule, params Func<Task>[] pieces) => Run(schedule, DefaultLimit, pieces);

    /// <summary>As <see cref="Run(string, Action[])"/>, with another time limit.</summary>
    /// <param name="schedule">The order.</param>
    /// <param name="limit">How long a piece may take to come to its next lock, or to end.</param>
    /// <param name="pieces">The code, numbered from 1.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="LockScriptException">The schedule cannot be read.</exception>
    public static InterleavingResult Run(string schedule, TimeSpan limit, IReadOnlyList<Func<Task>> pieces)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(pieces);
        List<(int Piece, string? Lock)> steps = Schedule.Parse(schedule, pieces.Count);
        var stage = new Stage(limit, pieces);
        InterleavingOutcome outcome;
        string explanation;
        IReadOnlyList<string> taken;
        using (stage)
        {
            stage.Start();
            (outcome, explanation) = Drive(stage, steps, limit);

            // What is taken on the way out is no part of it.
            taken = stage.Taken;
        }

        return new InterleavingResult(outcome, explanation, taken, stage.Failures, stage.Violations);
    }

    internal static List<Func<Task>> Pieces(IEnumerable<Action> pieces) => pieces.Select(static piece => new Func<Task>(() =>
    {
        piece();
        return Task.CompletedTask;
    })).ToList();

    private static (InterleavingOutcome, string) Drive(Stage stage, List<(int Piece, string? Lock)> steps, TimeSpan limit)
    {
        string? impossible = null;
        for (int i = 0; i < steps.Count && impossible is null;)
        {
            if (stage.WaitForRest() is { Count: > 0 } late)
            {
                return (InterleavingOutcome.TimedOut, StageText.Late(late, limit));
            }

            Piece piece = stage.Pieces[steps[i].Piece];
            if (piece.HasEnded)
            {
                impossible = $"{piece.Name} ended before step {i + 1} of the schedule";
            }
            else if (stage.FindDeadlock() is null && stage.BlockersOf(piece).Count > 0)
            {
                impossible = $"at step {i + 1} of the schedule {StageText.Waiting(stage, piece)}";
            }
            else if (stage.BlockersOf(piece).Count > 0)
            {
                break;
            }
            else
            {
                i += steps[i].Lock is null || (piece.Wanted is { } wanted && IsMeant(wanted, steps[i].Lock!)) ? 1 : 0;
                stage.Permit(piece);
            }
        }

        return RunOut(stage, impossible, limit);
    }

    /// <summary>Here <c>#n</c> tells nothing: which of two pieces comes first to a class of one name is up to the threads.</summary>
    private static bool IsMeant(LockRequest request, string given) => request.Name == given || request.Name == LockNames.WithoutNumber(given);

    /// <summary>What remains runs in turn.</summary>
    private static (InterleavingOutcome, string) RunOut(Stage stage, string? impossible, TimeSpan limit)
    {
        while (true)
        {
            if (stage.WaitForRest() is { Count: > 0 } late)
            {
                return (InterleavingOutcome.TimedOut, StageText.Late(late, limit));
            }

            List<Piece> waiting = stage.Pieces.Where(static piece => piece.IsAtGate).ToList();
            if (waiting.Count == 0)
            {
                return impossible is null
                    ? (InterleavingOutcome.Completed, "every piece ended" + StageText.Failures(stage))
                    : (InterleavingOutcome.Impossible, impossible + StageText.Failures(stage));
            }

            List<Piece>? circle = stage.FindDeadlock();
            if (circle is null && waiting.Find(piece => stage.BlockersOf(piece).Count == 0) is { } free)
            {
                stage.Permit(free);
            }
            else if (Stage.WhoGivesUp(circle ?? waiting) is { } patient)
            {
                impossible ??= $"{StageText.Waiting(stage, patient)}; {StageText.GivesUp(patient)}";
                stage.PermitInVain(patient);
            }
            else
            {
                return (InterleavingOutcome.Deadlocked, circle is not null ? StageText.Circle(stage, circle) : StageText.Circle(stage, waiting) + ", and that one has ended");
            }
        }
    }
}
