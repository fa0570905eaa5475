namespace LockValidator.Benchmarks;

/// <summary>Many chains, or chains that are not clean.</summary>
internal static class Chains
{
    /// <summary>Walks 100 x 100 two-lock chains, one after the other.</summary>
    public static (Action<int> Bare, Action<int> Watched) TenThousand()
    {
        const int Side = 100;
        Lock[] bareOuter = Make(Side, static () => new Lock()), bareInner = Make(Side, static () => new Lock());
        ValidatedLock[] outer = Make(Side, static () => new ValidatedLock(new LockClass("outer"))), inner = Make(Side, static () => new ValidatedLock(new LockClass("inner")));
        int nextBare = 0, next = 0;
        return (
            rounds =>
            {
                for (int i = 0; i < rounds; i++)
                {
                    (int a, int b) = Math.DivRem(nextBare = (nextBare + 1) % (Side * Side), Side);
                    bareOuter[a].Enter();
                    bareInner[b].Enter();
                    bareInner[b].Exit();
                    bareOuter[a].Exit();
                }
            },
            rounds =>
            {
                for (int i = 0; i < rounds; i++)
                {
                    (int a, int b) = Math.DivRem(next = (next + 1) % (Side * Side), Side);
                    outer[a].Enter();
                    inner[b].Enter();
                    inner[b].Exit();
                    outer[a].Exit();
                }
            });
    }

    /// <summary>A chain that closes a cycle, walked again and again.</summary>
    public static (Action<int> Bare, Action<int> Watched) Dirty()
    {
        Lock bareA = new(), bareB = new();
        ValidatedLock a = new(new LockClass("a")), b = new(new LockClass("b"));
        a.Enter();
        b.Enter();
        b.Exit();
        a.Exit();
        return (
            rounds =>
            {
                for (int i = 0; i < rounds; i++)
                {
                    bareB.Enter();
                    bareA.Enter();
                    bareA.Exit();
                    bareB.Exit();
                }
            },
            rounds =>
            {
                for (int i = 0; i < rounds; i++)
                {
                    b.Enter();
                    a.Enter();
                    a.Exit();
                    b.Exit();
                }
            });
    }

    private static T[] Make<T>(int count, Func<T> make) => Enumerable.Range(0, count).Select(_ => make()).ToArray();
}
