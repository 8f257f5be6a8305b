using System.Globalization;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Shards;

namespace InverseRepro.Runner.Slurm;

/// <summary>The batch scripts of a plan. They lie in its folder, to be read by whoever wonders.</summary>
internal static class SlurmScripts
{
    /// <summary>The argument is the index of the array's first cell.</summary>
    public static string Cell(PlanFolder folder, WorkerCommand program, int requeues) => string.Create(CultureInfo.InvariantCulture, $$"""
        #!/bin/bash
        # Runs one cell of plan {{folder.Plan.Id}}. Written by repro submit.
        {{Environment(program)}}
        index=$(($1 + SLURM_ARRAY_TASK_ID))
        restarts=${SLURM_RESTART_COUNT:-0}
        cell=
        trap 'kill -USR1 $cell 2>/dev/null' USR1
        echo "cell $index on $(hostname), start $((restarts + 1))" >&2
        {{Command(program, "cell", "--plan", folder.Path)}} --index "$index" --attempt "$restarts" &
        cell=$!
        wait $cell
        code=$?
        if [ $code = 138 ]; then # the signal has ended the wait, not yet the cell
          wait $cell
          code=$?
        fi
        case $code in
          {{CellProcess.TryAgain}} | 137 | 138) # to be tried again, or killed
            if [ "$restarts" -lt {{requeues}} ]; then
              echo "cell $index ended with code $code and is queued again" >&2
              scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID" && exit $code
            fi
            echo "cell $index gave up with code $code after $((restarts + 1)) starts" >&2
            ;;
        esac
        exit $code

        """).ReplaceLineEndings("\n");

    public static string Gather(PlanFolder folder, WorkerCommand program, IReadOnlyList<string> arguments) => $$"""
        #!/bin/bash
        # Gathers plan {{folder.Plan.Id}} when no job of it is left. Written by repro submit.
        {{Environment(program)}}
        exec {{Command(program, ["gather", folder.Path, "--final", .. arguments])}}

        """.ReplaceLineEndings("\n");

    private static string Environment(WorkerCommand program) =>
        $"dotnet={Quoted(program.FileName)}\n[ -x \"$dotnet\" ] || dotnet=dotnet # installed elsewhere on this node";

    private static string Command(WorkerCommand program, params IEnumerable<string> arguments) =>
        $"\"$dotnet\" {string.Join(' ', program.Arguments.Concat(arguments).Select(Quoted))}";

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''")}'";
}
