namespace LockValidator.Tests;

public sealed class RcuStressTests
{
    private const int Updates = 10_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Readers_never_see_what_was_freed_after_a_grace_period(bool sleepable) =>
        RcuStress.CountPoisonedReads(sleepable, Updates).Should().Be(0);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Readers_never_see_what_was_freed_after_a_grace_period_with_validation_off(bool sleepable) =>
        OffMode.Call<int>(typeof(RcuStress), nameof(RcuStress.CountPoisonedReads), sleepable, Updates).Should().Be(0);

    [Fact]
    public void Readers_do_see_what_was_freed_without_one() =>
        OffMode.Call<int>(typeof(RcuStress), nameof(RcuStress.CountPoisonedReadsWithoutGracePeriods)).Should().BePositive();
}
