using InverseRepro.Claims.Storing;

namespace InverseRepro.Claims.Tests.Storing;

public sealed class ArtefactStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ArtefactStore Store => new(_folder["artifacts"]);

    private ArtefactRecord Commit(string content)
    {
        using var draft = Store.Begin("ab12");
        Directory.CreateDirectory(Path.Combine(draft.Folder, "weights"));
        File.WriteAllText(Path.Combine(draft.Folder, "weights", "model.bin"), content);
        return draft.Commit().Single();
    }

    [Fact]
    public void Commits_files_with_hash_and_size()
    {
        var artefact = Commit("abc");
        artefact.Should().Be(new ArtefactRecord("weights/model.bin", "cells/ab12/weights/model.bin",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3));
        File.ReadAllText(Store.Verified(artefact)).Should().Be("abc");
        Directory.GetFileSystemEntries(_folder["artifacts/cells"]).Should().ContainSingle("the draft has become the cell's folder");
    }

    [Fact]
    public void A_draft_that_is_not_committed_leaves_nothing()
    {
        using (var draft = Store.Begin("ab12"))
            File.WriteAllText(Path.Combine(draft.Folder, "half"), "written");
        Directory.GetFileSystemEntries(_folder["artifacts/cells"]).Should().BeEmpty();
    }

    [Fact]
    public void Keeps_an_equal_commit_and_replaces_a_damaged_one()
    {
        var artefact = Commit("abc");
        Commit("abc").Should().Be(artefact);
        File.WriteAllText(Store.Verified(artefact), "xyz");
        Commit("abc").Should().Be(artefact);
        File.ReadAllText(Store.Verified(artefact)).Should().Be("abc");
    }

    [Theory]
    [InlineData("xyz", "is damaged: its SHA-256 is not the recorded one")]
    [InlineData("ab", "is damaged: 2 bytes, 3 recorded")]
    [InlineData(null, "is missing")]
    public void Says_what_is_wrong_with_a_damaged_artefact(string? content, string problem)
    {
        var artefact = Commit("abc");
        var path = Store.Verified(artefact);
        File.Delete(path);
        if (content is not null)
            File.WriteAllText(path, content);
        Store.IsIntact(Records.Cell() with { Artefacts = [artefact] }).Should().BeFalse();
        Store.Invoking(s => s.Verified(artefact)).Should().Throw<StoreException>()
            .WithMessage($"artefact '{path}': {problem}; run its cell again: repro run");
    }

    [Fact]
    public void Never_reads_outside_its_folder()
    {
        File.WriteAllText(_folder["secret"], "abc");
        Store.Problem(new ArtefactRecord("x", "../secret", "", 3)).Should().Be("lies outside the artefact folder");
        Store.Invoking(s => s.Begin("../up")).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Deletes_drafts_of_killed_processes_after_a_while()
    {
        var abandoned = Store.Begin("ab12").Folder;
        Store.DeleteAbandoned(TimeProvider.System, TimeSpan.FromDays(1));
        Directory.Exists(abandoned).Should().BeTrue();
        Directory.SetLastWriteTimeUtc(abandoned, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2));
        Store.DeleteAbandoned(TimeProvider.System, TimeSpan.FromDays(1));
        Directory.Exists(abandoned).Should().BeFalse();
    }
}
