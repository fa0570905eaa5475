using FluentAssertions;
using Xunit;

namespace LockValidator.Stress.Tests;

/// <summary>Chains are looked up without waiting while their pages are divided: what was published before is always found.</summary>
public sealed class ChainPagesStressTests
{
    [Fact]
    public void A_published_chain_is_found_while_pages_are_divided()
    {
        const int Chains = 200_000, Readers = 3, Rounds = 4;
        for (int round = 0; round < Rounds; round++)
        {
            var cache = new ChainCache();
            int published = 0;
            int missing = 0;
            Threads.Run(Readers + 1, number =>
            {
                if (number == Readers)
                {
                    for (int i = 0; i < Chains; i++)
                    {
                        ChainName name = Name(i);
                        cache.Set(in name, ChainRecord.Clean);
                        Volatile.Write(ref published, i + 1);
                    }

                    return;
                }

                uint next = (uint)number;
                for (int until = 0; until < Chains; until = Volatile.Read(ref published))
                {
                    for (int look = 0; look < 64 && until > 0; look++)
                    {
                        next = (next * 1_664_525) + 1_013_904_223;
                        ChainName name = Name((int)(next % (uint)until));
                        bool found = cache.TryGet(in name, 0, out ulong key, out _) && key == name.Key
                            && cache.IsClean(name.Below, name.Head, name.Key, 0) && cache.TryGet(key, out _);
                        missing += found ? 0 : 1;
                    }
                }
            });
            missing.Should().Be(0);
        }
    }

    private static ChainName Name(int i) => new(ChainKey.Mix((ulong)i), HeldEntry.HeadOf(i + 1, default), Context: 0);
}
