namespace LockValidator;

/// <summary>How a second hold of one lock, or of one class, becomes a deadlock with another flow that does the same.</summary>
internal static class NestingInterleaving
{
    /// <summary>A reader that wants to be the writer.</summary>
    public static bool IsConversion(Violation violation) =>
        violation is { Acquiring.Mode: LockMode.Exclusive, Holding.Mode: LockMode.Shared or LockMode.SharedRecursive };

    public static Interleaving? Of(Violation violation)
    {
        if (violation is not { Acquiring: { } taken, Holding: { } held })
        {
            return null;
        }

        return (LockText.SameLock(taken, held), held.Mode, taken.Mode) switch
        {
            (false, _, _) => OppositeInstances(violation.Flow, held, taken),
            (_, LockMode.Shared or LockMode.SharedRecursive, LockMode.Exclusive) => Conversion(violation.Flow, taken),
            (_, LockMode.Shared or LockMode.SharedRecursive, LockMode.Shared) => WriterBetween(violation.Flow, taken),
            _ => null,
        };
    }

    private static Interleaving OppositeInstances(string flow, LockUse held, LockUse taken)
    {
        string first = $"take {LockText.Name(held)} {LockText.Instance(held)}";
        string second = $"take {LockText.Name(taken)} {LockText.Instance(taken)}";
        return new(
            Flows(flow, "another flow"),
            [(0, first), (1, second), (0, second + "  (waits for 2)"), (1, first + "  (waits for 1)")],
            "Each flow waits for the other.");
    }

    private static Interleaving Conversion(string flow, LockUse taken)
    {
        string name = LockText.Name(taken);
        return new(
            Flows(flow, "another reader"),
            [
                (0, $"take {name} shared"),
                (1, $"take {name} shared"),
                (0, $"take {name} exclusive  (waits for 2)"),
                (1, $"take {name} exclusive  (waits for 1)"),
            ],
            "Each reader waits for the other to leave.");
    }

    private static Interleaving WriterBetween(string flow, LockUse taken)
    {
        string name = LockText.Name(taken);
        return new(
            Flows(flow, "a writer"),
            [
                (0, $"take {name} shared"),
                (1, $"take {name} exclusive  (waits for 1)"),
                (0, $"take {name} shared  (waits for 2, which came first)"),
            ],
            "The writer waits for the reader, and the reader queues behind the writer.");
    }

    private static string[] Flows(string flow, string other) => [Interleaving.Header(1, flow), "2: " + other];
}
