using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace InverseRepro.Tests;

/// <summary>
/// A real Slurm (munged, slurmctld and one slurmd) of its own in a scratch folder, with its own ports. Where the daemons
/// are not installed, tests that need them are skipped.
/// </summary>
public sealed class SlurmCluster : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4); // a busy machine takes more than one for the longest
    private const string Variable = "SLURM_CONF";
    private static readonly string[] Programs = ["munged", "slurmctld", "slurmd", "sbatch", "scontrol"];

    private readonly List<Process> _daemons = [];
    private readonly string? _absent;
    private Process? _slurmd;

    public SlurmCluster()
    {
        _absent = !OperatingSystem.IsLinux() ? "Slurm is Linux's" : Programs.FirstOrDefault(p => Find(p) is null) is { } program
            ? $"{program} is not installed (apt-get install slurmctld slurmd slurm-client munge)" : null;
        if (!OperatingSystem.IsLinux() || _absent is not null)
            return;
        Environment.SetEnvironmentVariable(Variable, Configuration); // as a user of this cluster has it
        Start();
    }

    /// <summary>Short, as the names of sockets must be.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("slurm-").FullName;

    public string Configuration => Path.Combine(Folder, "slurm.conf");

    /// <summary>Skips the test where there is no Slurm.</summary>
    public void Need() => Skip.If(_absent is not null, _absent);

    /// <summary>What one of Slurm's commands prints.</summary>
    public string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(Described(program, arguments))!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error.Result}");
    }

    /// <summary>Waits until the jobs have left the queue.</summary>
    public async Task EndedAsync(IEnumerable<string> jobs)
    {
        var list = string.Join(',', jobs);
        await UntilAsync(() => Run("squeue", "--noheader", $"--jobs={list}", "--format=%i").Trim().Length == 0, $"jobs {list} end");
    }

    public async Task UntilAsync(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed > Patience)
                throw new TimeoutException($"waited in vain until {what}; {Run("squeue")}{File.ReadAllText(Path.Combine(Folder, "slurmctld.log"))}");
            await Task.Delay(250);
        }
    }

    /// <summary>The node dies under its jobs: their own processes, orphaned, live on.</summary>
    public void KillNode()
    {
        Kill(_slurmd!);
        KillSteps();
    }

    public async Task NodeIsDownAsync() => await UntilAsync(() => Run("sinfo", "--noheader", "--format=%T").StartsWith("down", StringComparison.Ordinal), "the node is down");

    public async Task RestartNodeAsync()
    {
        _slurmd = Daemon("slurmd", "-D", "-f", Configuration);
        await UntilAsync(() => Run("sinfo", "--noheader", "--format=%T").Trim() is "idle" or "mixed" or "allocated", "the node is up");
    }

    public void Dispose()
    {
        foreach (var daemon in Enumerable.Reverse(_daemons))
            Kill(daemon);
        KillSteps();
        foreach (var process in Process.GetProcesses().Where(p => Read(p.Id, "environ") is var e && e.Contains($"{Variable}={Configuration}\0", StringComparison.Ordinal) && e.Contains("\0SLURM_JOB_ID=", StringComparison.Ordinal)))
            Kill(process); // orphans of a test that failed
        Environment.SetEnvironmentVariable(Variable, null);
        Directory.Delete(Folder, recursive: true);
    }

    [SupportedOSPlatform("linux")]
    private void Start()
    {
        var socket = Path.Combine(Folder, "munge.socket");
        var key = Path.Combine(Folder, "munge.key");
        File.WriteAllBytes(key, RandomNumberGenerator.GetBytes(1024));
        File.SetUnixFileMode(key, UnixFileMode.UserRead);
        File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
        File.WriteAllText(Configuration, ConfigurationText(socket));
        Daemon("munged", "--foreground", "--force", $"--key-file={key}", $"--socket={socket}", $"--pid-file={Folder}/munged.pid",
            $"--log-file={Folder}/munged.log", $"--seed-file={Folder}/munged.seed");
        for (var wait = 0; !File.Exists(socket); wait++)
        {
            if (wait == 1200)
                throw new TimeoutException($"munged opened no {socket} within a minute; see {Folder}/munged.log");
            Thread.Sleep(50);
        }
        Directory.CreateDirectory(Path.Combine(Folder, "state"));
        Daemon("slurmctld", "-D", "-f", Configuration);
        RestartNodeAsync().GetAwaiter().GetResult();
    }

    private Process Daemon(string program, params string[] arguments)
    {
        var start = Described(program, arguments);
        // Daemons write to their logs; whatever they print must not fill a pipe that nobody reads.
        var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >>\"$REPRO_DAEMON_LOG\" 2>&1 </dev/null", start.FileName, .. arguments])
        {
            Environment = { ["REPRO_DAEMON_LOG"] = Path.Combine(Folder, program + ".out") },
        })!;
        _daemons.Add(process);
        return process;
    }

    private ProcessStartInfo Described(string program, string[] arguments) => new(Find(program)!, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    // Waiting times as short as Slurm allows: a requeued job waits for cred_expire and a second, a silent node is down after
    // a few SlurmdTimeouts.
    private string ConfigurationText(string socket)
    {
        var (host, user) = (Dns.GetHostName().Split('.')[0], Environment.UserName);
        return string.Create(CultureInfo.InvariantCulture, $"""
            ClusterName=repro
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={FreePort()}
            SlurmdPort={FreePort()}
            AuthType=auth/munge
            CredType=cred/munge
            AuthInfo=socket={socket},cred_expire=5
            SlurmUser={user}
            SlurmdUser={user}
            StateSaveLocation={Folder}/state
            SlurmdSpoolDir={Folder}/spool
            SlurmctldPidFile={Folder}/slurmctld.pid
            SlurmdPidFile={Folder}/slurmd.pid
            SlurmctldLogFile={Folder}/slurmctld.log
            SlurmdLogFile={Folder}/slurmd.log
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SwitchType=switch/none
            MpiDefault=none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            JobRequeue=1
            ReturnToService=2
            MaxArraySize=4
            AccountingStorageType=accounting_storage/none
            JobCompType=jobcomp/none
            JobAcctGatherType=jobacct_gather/none
            SlurmdParameters=config_overrides
            SlurmdTimeout=5
            MessageTimeout=5
            KillWait=2
            SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0,bf_interval=1
            NodeName={host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=1000 State=UNKNOWN
            PartitionName=all Nodes={host} Default=YES MaxTime=10 State=UP

            """);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // A step daemon writes its title over its own environment, but the script that it runs lies in our folder.
    private void KillSteps()
    {
        foreach (var script in Process.GetProcesses().Where(p => Read(p.Id, "cmdline").Contains($"{Folder}/spool/", StringComparison.Ordinal)))
        {
            var parent = int.Parse(Read(script.Id, "stat").Split(") ").Last().Split(' ').ElementAtOrDefault(1) ?? "0", CultureInfo.InvariantCulture);
            if (Read(parent, "comm").StartsWith("slurmstepd", StringComparison.Ordinal))
                Kill(Process.GetProcessById(parent));
        }
    }

    /// <summary>A file of the system's about a process; empty where that has ended.</summary>
    private static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
            process.WaitForExit(5000);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended.
        }
    }

    /// <summary>Debian keeps daemons out of users' paths.</summary>
    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/sbin"])
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
