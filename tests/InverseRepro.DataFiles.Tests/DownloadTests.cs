using System.Security.Cryptography;
using System.Text;
using InverseRepro.DataFiles.Catalogue;

namespace InverseRepro.DataFiles.Tests;

public sealed class DownloadTests
{
    private static readonly byte[] Content = Fetching.Content;

    [Fact]
    public async Task A_file_is_verified_and_appears_complete_with_nothing_beside_it()
    {
        using var fetching = new Fetching(asked => Sent.File(asked, Content));
        var part = await fetching.FetchAsync();
        (part.Fetched, part.VerifiedBy).Should().Be((true, fetching.Published));
        File.ReadAllBytes(fetching.File).Should().Equal(Content);
        fetching.Folder.Files().Should().Equal("set/file.bin");
    }

    [Fact]
    public async Task What_is_there_is_not_fetched_again()
    {
        using var fetching = new Fetching(asked => Sent.File(asked, Content));
        await fetching.FetchAsync();
        (await fetching.FetchAsync()).Fetched.Should().BeFalse();
        fetching.Server.Asked.Should().ContainSingle();
    }

    [Fact]
    public async Task Something_else_in_its_place_is_not_overwritten()
    {
        using var fetching = new Fetching(asked => Sent.File(asked, Content));
        Directory.CreateDirectory(Path.GetDirectoryName(fetching.File)!);
        File.WriteAllText(fetching.File, "mine");
        (await fetching.FailAsync<DataFileException>()).Message.Should().Contain("is there, but not as published").And.Contain("Move it away");
        File.ReadAllText(fetching.File).Should().Be("mine");
    }

    [Fact]
    public async Task A_transfer_cut_off_in_the_middle_goes_on_where_it_stopped()
    {
        var attempts = 0;
        using var fetching = new Fetching(asked => Sent.File(asked, Content, cutAt: ++attempts * 100_000));
        await fetching.FetchAsync();
        File.ReadAllBytes(fetching.File).Should().Equal(Content);
        fetching.Server.Asked.Select(a => a.From).Should().Equal(0, 100_000, 200_000);
        fetching.Server.Asked[1].Headers["If-Range"].Should().Be("\"v1\"");
        fetching.Reports.Should().Contain(r => r.Note != null && r.Note.Contains("cut off") && r.Note.Contains("trying again in 1 s"));
    }

    [Fact]
    public async Task A_later_command_resumes_what_an_earlier_one_left()
    {
        var available = false;
        using var fetching = new Fetching(asked => available ? Sent.File(asked, Content) : asked.From == 0 ? Sent.File(asked, Content, cutAt: 1_000) : new Sent(503, []));
        var fault = await fetching.FailAsync<DataUnavailableException>();
        fault.Message.Should().Contain("503").And.Contain("1000 bytes are kept");
        File.Exists(fetching.File).Should().BeFalse();
        new FileInfo(fetching.Part).Length.Should().Be(1_000);
        fetching.Clock.Pauses.Select(p => p.TotalSeconds).Should().Equal(1, 2, 4, 8);
        available = true;
        await fetching.FetchAsync();
        fetching.Server.Asked[^1].From.Should().Be(1_000);
        fetching.Folder.Files().Should().Equal("set/file.bin");
    }

    [Fact]
    public async Task A_server_that_asks_for_patience_is_given_it()
    {
        var attempts = 0;
        using var fetching = new Fetching(asked => ++attempts == 1 ? new Sent(429, [], "Retry-After: 7") : Sent.File(asked, Content));
        await fetching.FetchAsync();
        fetching.Clock.Pauses.Select(p => p.TotalSeconds).Should().Equal(7);
    }

    [Fact]
    public async Task Corrupt_bytes_are_deleted_and_named_by_both_checksums()
    {
        var corrupt = Content.ToArray();
        corrupt[150_000] ^= 1;
        using var fetching = new Fetching(asked => Sent.File(asked, corrupt));
        var fault = await fetching.FailAsync<DataFileException>();
        fault.Message.Should().Contain(Convert.ToHexStringLower(SHA256.HashData(corrupt))).And.Contain(fetching.Published!.Hex).And.Contain("deleted");
        fetching.Folder.Files().Should().BeEmpty();
    }

    [Fact]
    public async Task The_first_digits_of_a_checksum_are_enough()
    {
        using var fetching = new Fetching(asked => Sent.File(asked, Content))
        {
            Published = Checksum.Sha256(Convert.ToHexStringLower(SHA256.HashData(Content))[..8]),
        };
        (await fetching.FetchAsync()).VerifiedBy!.ToString().Should().EndWith("…");
    }

    [Fact]
    public async Task Without_a_published_checksum_that_is_said()
    {
        using var fetching = new Fetching(asked => Sent.File(asked, Content)) { Published = null };
        (await fetching.FetchAsync()).VerifiedBy.Should().BeNull();
    }

    [Fact]
    public async Task The_checksum_that_a_redirect_names_is_held_where_none_is_published()
    {
        using var fetching = new Fetching(asked => asked.Path == "file.bin"
            ? new Sent(302, [], "Location: /storage", $"X-Linked-ETag: \"{Convert.ToHexStringLower(SHA256.HashData(Content))}\"")
            : Sent.File(asked, Content[1..]))
        { Published = null, Bytes = null };
        (await fetching.FailAsync<DataFileException>()).Message.Should().Contain("not the published file");
    }

    [Fact]
    public async Task Redirects_are_followed()
    {
        using var fetching = new Fetching(asked => asked.Path == "file.bin" ? new Sent(302, [], "Location: /b") : asked.Path == "b" ? new Sent(308, [], "Location: c") : Sent.File(asked, Content));
        await fetching.FetchAsync();
        fetching.Server.Asked.Select(a => a.Path).Should().Equal("file.bin", "b", "c");
    }

    [Fact]
    public async Task Endless_redirects_are_given_up()
    {
        using var fetching = new Fetching(_ => new Sent(301, [], "Location: /file.bin"));
        (await fetching.FailAsync<DataUnavailableException>()).Message.Should().Contain("redirected more than 5 times");
        fetching.Server.Asked.Should().HaveCount(6);
    }

    [Fact]
    public async Task A_redirect_that_leaves_the_web_is_refused()
    {
        using var fetching = new Fetching(_ => new Sent(302, [], "Location: ftp://127.0.0.1/file.bin"));
        (await fetching.FailAsync<DataFileException>()).Message.Should().Contain("ftp://127.0.0.1/file.bin");
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_sends_everything_anew()
    {
        var attempts = 0;
        using var fetching = new Fetching(_ => new Sent(200, ++attempts == 1 ? Content[..50_000] : Content) { Claimed = Content.Length });
        await fetching.FetchAsync();
        File.ReadAllBytes(fetching.File).Should().Equal(Content);
        fetching.Server.Asked[1].From.Should().Be(50_000);
    }

    [Fact]
    public async Task A_server_that_always_breaks_off_at_the_same_place_is_given_up()
    {
        using var fetching = new Fetching(_ => new Sent(200, Content[..50_000]) { Claimed = Content.Length });
        (await fetching.FailAsync<DataUnavailableException>()).Message.Should().Contain("5 times in a row");
        fetching.Server.Asked.Should().HaveCount(5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // sends the rest of the new version although asked for the old one's
    public async Task A_file_that_changes_between_attempts_is_not_stitched_together(bool honoursIfRange)
    {
        var old = Content.Reverse().ToArray();
        var attempts = 0;
        using var fetching = new Fetching(asked => ++attempts == 1 ? Sent.File(asked, old, "\"old\"", cutAt: 100_000)
            : Sent.File(honoursIfRange ? asked : asked with { Headers = asked.Headers.Where(h => h.Key != "If-Range").ToDictionary() }, Content, "\"new\""))
        { Published = null };
        await fetching.FetchAsync();
        File.ReadAllBytes(fetching.File).Should().Equal(Content);
    }

    [Fact]
    public async Task Without_version_and_checksum_nothing_is_resumed()
    {
        var attempts = 0;
        using var fetching = new Fetching(asked => Sent.File(asked, Content, tag: null, cutAt: ++attempts == 1 ? 100_000 : null)) { Published = null };
        await fetching.FetchAsync();
        fetching.Server.Asked.Select(a => a.From).Should().Equal(0, 0);
    }

    [Theory]
    [InlineData(299_999)]
    [InlineData(300_001)]
    public async Task Another_size_than_published_is_refused_before_anything_is_kept(int claimed)
    {
        using var fetching = new Fetching(_ => new Sent(200, Content) { Claimed = claimed });
        (await fetching.FailAsync<DataFileException>()).Message.Should().Contain($"offers {claimed} bytes, the published file has 300000");
        fetching.Folder.Files().Should().BeEmpty();
    }

    [Fact]
    public async Task More_bytes_than_published_are_not_taken()
    {
        using var fetching = new Fetching(_ => new Sent(200, [.. Content, .. Content]) { Claimed = -1 });
        (await fetching.FailAsync<DataFileException>()).Message.Should().Contain("more than 300000 bytes");
        new FileInfo(fetching.Part).Length.Should().BeLessThanOrEqualTo(300_000);
    }

    [Theory]
    [InlineData(404, "no longer at its official address")]
    [InlineData(403, "gives it to nobody unknown")]
    [InlineData(418, "which is no file")]
    public async Task A_refusal_is_final_and_says_what_the_server_said(int status, string meaning)
    {
        using var fetching = new Fetching(_ => new Sent(status, Encoding.UTF8.GetBytes("<html>")));
        (await fetching.FailAsync<DataUnavailableException>()).Message.Should().Contain($"{status}").And.Contain(meaning);
        fetching.Server.Asked.Should().ContainSingle();
    }

    [Fact]
    public async Task No_server_is_no_data()
    {
        using var fetching = new Fetching(_ => new Sent(200, []));
        fetching.Server.Dispose();
        (await fetching.FailAsync<DataUnavailableException>()).Message.Should().Contain("no connection").And.Contain("try again later");
    }

    [Fact]
    public async Task An_interruption_keeps_what_came()
    {
        using var stop = new CancellationTokenSource();
        using var fetching = new Fetching(asked =>
        {
            if (asked.From > 0)
                stop.Cancel();
            return asked.From > 0 ? new Sent(503, []) : Sent.File(asked, Content, cutAt: 100_000);
        });
        await FluentActions.Awaiting(() => fetching.FetchAsync(stop.Token)).Should().ThrowAsync<OperationCanceledException>();
        new FileInfo(fetching.Part).Length.Should().Be(100_000);
        File.Exists(fetching.File).Should().BeFalse();
    }

    [Fact]
    public async Task Two_commands_do_not_write_the_same_file()
    {
        using var fetching = new Fetching(asked => Sent.File(asked, Content));
        Directory.CreateDirectory(Path.GetDirectoryName(fetching.File)!);
        using (new FileStream(fetching.Part, FileMode.Create, FileAccess.Write, FileShare.None))
            (await fetching.FailAsync<DataDiskException>()).Message.Should().Contain(fetching.Part);
    }

    [Fact]
    public async Task Progress_tells_bytes_speed_and_time_left()
    {
        using var fetching = new Fetching(asked => Sent.File(asked, Content));
        await fetching.FetchAsync();
        var last = fetching.Reports.Last(r => r.Note is null);
        (last.Done, last.Total).Should().Be((Content.Length, Content.Length));
        last.BytesPerSecond.Should().BePositive();
        last.Left.Should().Be(TimeSpan.Zero);
    }
}
