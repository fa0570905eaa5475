namespace LockValidator;

/// <summary>What a cycle comes to: the worst that some set of witnesses, one a flow, allows.</summary>
/// <param name="Verdict">How sure it is.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Chosen">By step, the witness that it rests on; null where a flow that stands further on held that step's locks too.</param>
internal sealed record Judgement(Verdict Verdict, string Reason, IReadOnlyList<EdgeWitness?> Chosen)
{
    public const string Possible = "each of these orders was seen, and flows that take them at one time wait for each other";

    public const string Undecided = "there are more ways back than can be judged while all threads wait, so this counts as possible";

    /// <summary>Nobody has looked at all ways: it is not called harmless.</summary>
    public static Judgement OfUndecided(int steps) => new(Verdict.Possible, Undecided, new EdgeWitness?[steps]);

    public int Severity => Verdict.Severity();
}
