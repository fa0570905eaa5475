using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Verdicts;

/// <summary>An order that was refused, and is learnt after all once a class of its cycle has gone, was still seen by those who took it.</summary>
public sealed class RefusedAndGoneTests
{
    private const string BA = "+b +a -a -b";

    [Theory]
    [InlineData($"3: {BA}", Verdict.Possible)]
    [InlineData($"3: {BA}; 5: {BA}", Verdict.Possible)]
    [InlineData("", Verdict.SingleFlow)]
    public void Who_took_it_before_is_remembered(string before, Verdict verdict)
    {
        using Play play = new Play().Do($"1: +a +c -c -a; 2: +c +b -b -c; {before}");
        play.Checker.Unregister(play.MapOf("c").Class!);

        play.Do($"4: {BA}; 4: +a +b -b -a").Verdict.Should().Be(verdict);
        play.Last.Cycle.Should().HaveCount(2);
    }
}
