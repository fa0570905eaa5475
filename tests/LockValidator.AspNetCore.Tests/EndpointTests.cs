using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace LockValidator.AspNetCore.Tests;

public sealed class EndpointTests
{
    private readonly LockChecker _checker = new();

    [Fact]
    public async Task Nothing_is_served_unless_it_is_mapped()
    {
        await using Site site = await Site.Start(_checker, static _ => { });

        (await site.Client.GetAsync(new Uri("/lockvalidator", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_state_is_there_as_json()
    {
        await using Site site = await Site.Start(_checker, static app => app.MapLockValidator());
        _checker.Invert("accounts", "audit");
        var holder = new LockFlow(_checker, "holder");
        holder.Acquire(new LockMap(Flows.Class("queue")), default);

        JsonElement live = await site.Json("/lockvalidator/live");
        live.GetProperty("statistics").GetProperty("violations").GetInt32().Should().Be(1);
        live.GetProperty("heldLocks").GetInt32().Should().Be(1);
        live.GetProperty("held")[0].GetProperty("flow").GetString().Should().Be("holder");
        live.GetProperty("held")[0].GetProperty("locks")[0].GetProperty("name").GetString().Should().Be("queue");

        JsonElement graph = await site.Json("/lockvalidator/graph");
        graph.GetProperty("classes").EnumerateArray().Select(static type => type.GetProperty("name").GetString()).Should().Equal("accounts", "audit", "queue");
        graph.GetProperty("dependencies").EnumerateArray().Select(static step => $"{step[0]}>{step[1]}").Should().Contain("0>1");

        JsonElement found = (await site.Json("/lockvalidator/findings")).GetProperty("items")[0];
        found.GetProperty("rule").GetString().Should().Be("LV0001");
        JsonElement detail = await site.Json("/lockvalidator/findings/" + found.GetProperty("key").GetString());
        detail.GetProperty("steps").GetArrayLength().Should().Be(2);
        detail.GetProperty("report").GetString().Should().StartWith("possible deadlock: accounts");
        detail.GetProperty("held")[0].GetProperty("inConflict").GetBoolean().Should().BeTrue();
        detail.GetProperty("position").GetArrayLength().Should().BePositive("a stack was taken");
    }

    [Fact]
    public async Task Lists_come_in_parts_and_can_be_searched()
    {
        await using Site site = await Site.Start(_checker, static app => app.MapLockValidator("/locks"));
        LockClass[] all = [.. Enumerable.Range(0, 30).Select(static i => Flows.Class($"lock {i:D2}"))];
        for (int i = 1; i < all.Length; i++)
        {
            _checker.Take(all[0], all[i]);
        }

        JsonElement part = await site.Json("/locks/classes?skip=28&take=10");
        part.GetProperty("total").GetInt32().Should().Be(30);
        part.GetProperty("items").EnumerateArray().Select(static type => type.GetProperty("name").GetString()).Should().Equal("lock 28", "lock 29");

        JsonElement found = await site.Json("/locks/classes?search=LOCK%2007");
        string key = found.GetProperty("items")[0].GetProperty("key").GetString()!;
        JsonElement into = await site.Json("/locks/dependencies?to=" + key);
        into.GetProperty("total").GetInt32().Should().Be(1);
        into.GetProperty("items")[0].GetProperty("from").GetString().Should().Be("lock 00");
        into.GetProperty("items")[0].GetProperty("witness").GetProperty("flow").GetString().Should().Be("worker");

        foreach (string wrong in new[] { "skip=-1", "take=x", "skip=99999999999" })
        {
            (await site.Client.GetAsync(new Uri("/locks/classes?" + wrong, UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.BadRequest, "{0}", wrong);
        }

        (await site.Client.GetAsync(new Uri("/locks/findings/none", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Findings_are_counted_while_the_host_runs()
    {
        await using Site site = await Site.Start(_checker, static app => app.MapLockValidator());
        LockClass a = Flows.Class("a"), b = Flows.Class("b");
        for (int i = 0; i < 5; i++)
        {
            _checker.Take(a, b);
            _checker.Take(b, a);
        }

        (await site.Json("/lockvalidator/findings")).GetProperty("items")[0].GetProperty("count").GetInt64().Should().BeGreaterOrEqualTo(5);
    }

    [Fact]
    public async Task The_page_runs_its_own_script_and_style_and_nothing_else()
    {
        await using Site site = await Site.Start(_checker, static app => app.MapLockValidator());

        using HttpResponseMessage response = await site.Client.GetAsync(new Uri("/lockvalidator", UriKind.Relative));
        string page = await response.Content.ReadAsStringAsync();

        string policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().StartWith("default-src 'none';").And.NotContain("unsafe");
        policy.Should().Contain("script-src " + HashOf(Between(page, "<script>", "</script>")) + ";");
        policy.Should().Contain("style-src " + HashOf(Between(page, "<style>", "</style>")) + ";");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        string withoutNames = page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
        withoutNames.Should().NotContainAny("http://", "https://", "src=", "innerHTML", "insertAdjacentHTML", "document.write", "eval(", " style=", " onclick=");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</script><img src=x onerror=alert(1)>")]
    [InlineData("a\"b'c\n\r\t")]
    [InlineData("\u202egnp.exe שלום")]
    [InlineData("long")]
    public async Task Hostile_names_stay_data(string name)
    {
        name = name == "long" ? new string('n', 10_000) : name;
        await using Site site = await Site.Start(_checker, static app => app.MapLockValidator());
        _checker.Invert(name, "audit");

        string raw = await site.Client.GetStringAsync(new Uri("/lockvalidator/graph", UriKind.Relative));
        raw.Should().NotContainAny("<", ">", "\n", "\u202e");
        JsonElement classes = (await site.Json("/lockvalidator/graph")).GetProperty("classes");
        classes[0].GetProperty("name").GetString().Should().Be(name, "JSON is for programs");
        JsonElement found = (await site.Json("/lockvalidator/findings")).GetProperty("items")[0];
        (await site.Json("/lockvalidator/findings/" + found.GetProperty("key").GetString())).GetProperty("report").GetString().Should().NotContainAny("\u202e", "\r", "\t");
    }

    [Fact]
    public async Task Five_thousand_classes_and_twenty_thousand_orders_are_written_in_time()
    {
        await using Site site = await Site.Start(Flows.Big(), static app => app.MapLockValidator());
        await site.Json("/lockvalidator/live");

        var watch = Stopwatch.StartNew();
        JsonElement graph = await site.Json("/lockvalidator/graph");

        graph.GetProperty("classes").GetArrayLength().Should().Be(5_000);
        graph.GetProperty("dependencies").GetArrayLength().Should().BeGreaterOrEqualTo(20_000);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(15), "it is a small part of that on a machine that has nothing else to do");
    }

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
