return BpfSrcu.Stages.Run(Console.Out);
