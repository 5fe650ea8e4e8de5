import { Module } from '@nestjs/common';
import { HubsModule } from '#libs/hubs';
import { AuditModule } from '#libs/identity';
import { BookingModule } from '../booking.module.js';
import { ClaimsModule } from '../claims.module.js';
import { CancelService } from '../moves/cancel.service.js';
import { MoveEvents } from '../moves/move-events.js';
import { MoveRepository } from '../moves/move.repository.js';
import { MoveService } from '../moves/move.service.js';
import { SwapService } from '../moves/swap.service.js';
import { AgendaService } from './agenda.service.js';
import { ClosurePersonalData } from './closure-personal-data.js';
import { ClosurePlanner } from './closure-planner.js';
import { ClosureRestorer } from './closure-restorer.js';
import { ClosureUndoRepository } from './closure-undo.repository.js';
import { ClosureUndoService } from './closure-undo.service.js';
import { ClosureWriter } from './closure-writer.js';
import { ClosureRepository } from './closure.repository.js';
import { ClosureService } from './closure.service.js';
import { HitRepository } from './hit.repository.js';

/** Moves, swaps, closures and the agenda. Whoever imports it provides the AlternativesPort, globally. */
@Module({
  imports: [AuditModule, HubsModule, ClaimsModule, BookingModule],
  providers: [
    AgendaService,
    CancelService,
    ClosurePersonalData,
    ClosurePlanner,
    ClosureRepository,
    ClosureRestorer,
    ClosureService,
    ClosureUndoRepository,
    ClosureUndoService,
    ClosureWriter,
    HitRepository,
    MoveEvents,
    MoveRepository,
    MoveService,
    SwapService,
  ],
  exports: [
    AgendaService,
    CancelService,
    ClosurePersonalData,
    ClosureService,
    ClosureUndoService,
    MoveService,
    SwapService,
  ],
})
export class ClosuresModule {}
