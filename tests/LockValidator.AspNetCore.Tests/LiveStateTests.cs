using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace LockValidator.AspNetCore.Tests;

/// <summary>Who waits for whom, and what is allowed, as JSON.</summary>
public sealed class LiveStateTests : IDisposable
{
    private readonly HandClock _clock = new();
    private readonly LockChecker _checker;

    public LiveStateTests() => _checker = new LockChecker(new LockCheckerOptions { Clock = _clock, Baseline = Allowing("audit", "accounts", "2020-01-01") });

    public void Dispose() => _checker.Dispose();

    [Fact]
    public async Task Waits_are_told_while_they_last()
    {
        await using Site site = await Site.Start(_checker, static app => app.MapLockValidator());
        _clock.Advance(TimeSpan.FromSeconds(5));
        LockWait wait = _checker.Contend("holder", "waiter", "queue", "own");

        JsonElement live = await site.Json("/lockvalidator/live");
        live.GetProperty("waitingFlows").GetInt32().Should().Be(1);
        JsonElement told = live.GetProperty("waits")[0];
        told.GetProperty("flow").GetString().Should().Be("waiter");
        told.GetProperty("name").GetString().Should().Be("queue");
        told.GetProperty("mode").GetString().Should().Be("Exclusive");
        told.GetProperty("since").GetDateTimeOffset().Should().Be(DateTimeOffset.UnixEpoch.AddSeconds(5));
        told.GetProperty("holders").EnumerateArray().Select(static holder => holder.GetString()).Should().Equal("holder");
        told.GetProperty("held")[0].GetProperty("name").GetString().Should().Be("own");
        JsonElement[] known = [.. (await site.Json("/lockvalidator/graph")).GetProperty("classes").EnumerateArray().Where(static type => type.GetProperty("name").GetString() == "queue")];
        told.GetProperty("key").GetString().Should().Be(known.Single().GetProperty("key").GetString(), "it is told by the key of its class");

        wait.End(acquired: true);
        live = await site.Json("/lockvalidator/live");
        live.GetProperty("waitingFlows").GetInt32().Should().Be(0);
        live.GetProperty("waits").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Of_very_many_waits_the_longest_are_told_and_all_are_counted()
    {
        await using Site site = await Site.Start(_checker, static app => app.MapLockValidator());
        for (int i = 0; i < 150; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            _checker.Contend("holder", $"waiter {i}", $"queue {i}", "own");
        }

        JsonElement live = await site.Json("/lockvalidator/live");
        live.GetProperty("waitingFlows").GetInt32().Should().Be(150);
        live.GetProperty("waits").EnumerateArray().Select(static wait => wait.GetProperty("flow").GetString()).Should().HaveCount(100).And.StartWith("waiter 0").And.EndWith("waiter 99");
    }

    [Fact]
    public async Task A_deadlock_names_all_who_wait()
    {
        await using Site site = await Site.Start(_checker, static app => app.MapLockValidator());
        _checker.Deadlock("one", "two", "first", "second");
        _clock.Advance(TimeSpan.FromSeconds(20));

        JsonElement found = (await site.Json("/lockvalidator/findings")).GetProperty("items").EnumerateArray().Single(static each => each.GetProperty("rule").GetString() == "LV0030");
        JsonElement detail = await site.Json("/lockvalidator/findings/" + found.GetProperty("key").GetString());
        detail.GetProperty("waits").EnumerateArray().Select(static wait => $"{wait.GetProperty("flow")}: {wait.GetProperty("name")} of {wait.GetProperty("holders")[0]}")
            .Should().BeEquivalentTo("one: second of two", "two: first of one");
    }

    [Fact]
    public async Task A_finding_that_is_allowed_says_why_and_one_that_is_not_any_more_is_another()
    {
        await using Site site = await Site.Start(_checker, static app => app.MapLockValidator());
        LockClass accounts = Flows.Class("accounts"), audit = Flows.Class("audit");
        _checker.Take(accounts, audit);
        _checker.Take(audit, accounts);
        JsonElement found = (await site.Json("/lockvalidator/findings")).GetProperty("items")[0];
        found.GetProperty("allowed").GetString().Should().Be("looked at");
        found.TryGetProperty("expired", out _).Should().BeFalse();

        _clock.Sleep(new DateTimeOffset(2020, 1, 2, 0, 0, 0, TimeSpan.Zero) - _clock.GetUtcNow());
        _checker.Take(audit, accounts);

        JsonElement[] all = [.. (await site.Json("/lockvalidator/findings")).GetProperty("items").EnumerateArray()];
        all.Should().HaveCount(2);
        all[0].GetProperty("allowed").GetString().Should().Be("looked at");
        all[1].TryGetProperty("allowed", out _).Should().BeFalse();
        all[1].GetProperty("expired").GetString().Should().Be("2020-01-01");
        foreach (JsonElement each in all)
        {
            JsonElement detail = await site.Json("/lockvalidator/findings/" + each.GetProperty("key").GetString());
            detail.GetProperty("finding").TryGetProperty("allowed", out _).Should().Be(each.TryGetProperty("allowed", out _), "each has a key of its own");
        }
    }

    private static LockBaseline Allowing(string first, string second, string last) =>
        LockBaseline.Parse($$"""{ "allow": [ { "classes": ["{{first}}", "{{second}}"], "reason": "looked at", "expires": "{{last}}" } ] }""");
}
