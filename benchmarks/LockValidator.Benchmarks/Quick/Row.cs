namespace LockValidator.Benchmarks;

/// <summary>One line of the table: the bare lock against the validated one. Both run a number of rounds of some pairs.</summary>
internal sealed record Row(string Group, string Name, double Must, double Aim, int PairsPerRound, Action<int> Bare, Action<int> Watched);
